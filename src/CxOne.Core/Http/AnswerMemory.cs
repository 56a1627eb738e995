using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Bounds what an answer costs in memory once it is read: at most four times its size, or <see cref="AlwaysAllowed"/> where that is more. An
/// empty list takes two bytes on the wire and thirty times as many as an object; the answer's size alone says nothing about its cost.
/// </summary>
internal static class AnswerMemory
{
    /// <summary>Bytes that any answer may cost.</summary>
    public const long AlwaysAllowed = 64L * 1024 * 1024;

    private const int MostTimesSize = 4;

    // The most that a byte of an answer can cost: a smaller answer than this part of the allowance need not be counted.
    private const int DearestByte = 256;

    // A document keeps 12 bytes for each token, in an array that doubles.
    private const int DocumentToken = 36;

    // Measured for the dearest of three kinds of objects: typed ones with members that the module does not know, JSON nodes, and those of a shell.
    private const int Object = 400;
    private const int Member = 340;
    private const int List = 120;
    private const int Text = 48;
    private const int Value = 48;

    /// <summary>Checks an answer before it is read as one document.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="JsonException">It costs too much, or is not JSON.</exception>
    public static void CheckDocument(ReadOnlySpan<byte> json) => Check(json, static (ref Utf8JsonReader _) => DocumentToken);

    /// <summary>Checks an answer, or a part of one, before objects are made of it.</summary>
    /// <param name="json">The answer or the part.</param>
    /// <exception cref="JsonException">It costs too much, or is not JSON.</exception>
    public static void CheckObjects(ReadOnlySpan<byte> json) => Check(json, static (ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => DocumentToken + Object,
        JsonTokenType.PropertyName => DocumentToken + Member + (2 * reader.ValueSpan.Length),
        JsonTokenType.StartArray => DocumentToken + List,
        JsonTokenType.String => DocumentToken + Text + (2 * reader.ValueSpan.Length),
        JsonTokenType.EndObject or JsonTokenType.EndArray => 0,
        _ => DocumentToken + Value,
    });

    private static void Check(ReadOnlySpan<byte> json, CostOf costOf)
    {
        if (json.Length <= AlwaysAllowed / DearestByte)
        {
            return;
        }

        // The answer itself is one of the four.
        var allowed = Math.Max(MostTimesSize * (long)json.Length, AlwaysAllowed);
        long cost = json.Length;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            cost += costOf(ref reader);
            if (cost > allowed)
            {
                throw new JsonException($"its {json.Length} bytes hold so many small values that they would take more than {allowed} bytes of memory; ask for less at once.");
            }
        }
    }

    private delegate int CostOf(ref Utf8JsonReader reader);
}
