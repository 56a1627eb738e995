using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Bounds what an answer costs in memory once it is read: at most four times its size, or <see cref="AlwaysAllowed"/> where that is more.
/// An empty list takes two bytes on the wire and thirty times as many as an object; the answer's size alone says nothing about its cost.
/// </summary>
internal static class AnswerMemory
{
    /// <summary>Bytes that any answer may cost.</summary>
    public const long AlwaysAllowed = 64L * 1024 * 1024;

    /// <summary>The end of every message about an answer that is too large.</summary>
    public const string AskForLess = "ask for less at once";

    /// <summary>What to do about an answer that is too large: the tenant's support can do nothing about it.</summary>
    public const string Advice = "Ask for less at once: a narrower filter, a shorter period, or fewer objects.";

    private const int MostTimesSize = 4;

    // The most that a byte of an answer can cost: a smaller answer than this part of the allowance need not be counted.
    private const int DearestByte = 256;

    // A document keeps 12 bytes for each token, in an array that doubles.
    private const int DocumentToken = 36;

    // Measured: typed objects with members that the module does not know, and JSON nodes that are written back.
    private static readonly Weights Typed = new(Object: 400, Member: 520, List: 240, Text: 48, Value: 48);

    // Measured: the objects of a shell. The first member of an object is the dearest.
    private static readonly Weights Dynamic = new(Object: 580, Member: 150, List: 60, Text: 48, Value: 48);

    /// <summary>Checks an answer before it is read as one document.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="JsonException">It costs too much, or is not JSON.</exception>
    public static void CheckDocument(ReadOnlySpan<byte> json) => Check(json, new Weights(0, 0, 0, 0, 0));

    /// <summary>Checks an answer before typed objects or nodes are made of it.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="JsonException">It costs too much, or is not JSON.</exception>
    public static void CheckTyped(ReadOnlySpan<byte> json) => Check(json, Typed);

    /// <summary>Checks an answer, or a part of one, before a shell's objects are made of it.</summary>
    /// <param name="json">The answer or the part.</param>
    /// <exception cref="JsonException">It costs too much, or is not JSON.</exception>
    public static void CheckDynamic(ReadOnlySpan<byte> json) => Check(json, Dynamic);

    private static void Check(ReadOnlySpan<byte> json, Weights weights)
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
            cost += DocumentToken + weights.Of(ref reader);
            if (cost > allowed)
            {
                throw new AnswerTooLargeException(
                    $"its {json.Length} bytes hold so many small values that they would take more than "
                        + $"{allowed} bytes of memory; {AskForLess}.");
            }
        }
    }

    /// <summary>Bytes that a value costs beside its place in the document. A text has two for each of its characters.</summary>
    private sealed record Weights(int Object, int Member, int List, int Text, int Value)
    {
        public long Of(ref Utf8JsonReader reader) => reader.TokenType switch
        {
            JsonTokenType.StartObject => Object,
            JsonTokenType.StartArray => List,
            JsonTokenType.EndObject or JsonTokenType.EndArray => 0,
            JsonTokenType.PropertyName => Member == 0 ? 0 : Member + (2L * reader.ValueSpan.Length),
            JsonTokenType.String => Text == 0 ? 0 : Text + (2L * reader.ValueSpan.Length),
            _ => Value,
        };
    }
}
