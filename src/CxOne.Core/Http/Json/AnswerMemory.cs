using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Limits the memory that the objects of an answer may take to four times its size, or to <see cref="AlwaysAllowed"/> if that is more. The
/// size alone is no measure: an empty list takes two bytes in JSON and about sixty as an object.
/// </summary>
internal static class AnswerMemory
{
    /// <summary>The memory that every answer may take, in bytes.</summary>
    public const long AlwaysAllowed = 64L * 1024 * 1024;

    private const int MostTimesSize = 4;

    // The most memory that a byte of an answer can take. An answer below this share of the allowance is not counted.
    private const int DearestByte = 256;

    // A document takes 12 bytes per token, in an array that grows by doubling.
    private const int DocumentToken = 36;

    // Measured for typed objects with unknown members, and for JSON nodes that are written back.
    private static readonly Weights Typed = new(Object: 400, Member: 520, List: 240, Text: 48, Value: 48);

    // Measured for the objects of a shell. The first member of an object takes the most.
    private static readonly Weights Dynamic = new(Object: 580, Member: 150, List: 60, Text: 48, Value: 48);

    /// <summary>Checks an answer before it is parsed as a document.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="JsonException">It would take too much memory, or is not JSON.</exception>
    public static void CheckDocument(ReadOnlySpan<byte> json) => Check(json, new Weights(0, 0, 0, 0, 0));

    /// <summary>Checks an answer before it is read into typed objects or nodes.</summary>
    /// <param name="json">The answer.</param>
    /// <exception cref="JsonException">It would take too much memory, or is not JSON.</exception>
    public static void CheckTyped(ReadOnlySpan<byte> json) => Check(json, Typed);

    /// <summary>Checks an answer, or a part of one, before it is converted to a shell's objects.</summary>
    /// <param name="json">The answer or the part.</param>
    /// <exception cref="JsonException">It would take too much memory, or is not JSON.</exception>
    public static void CheckDynamic(ReadOnlySpan<byte> json) => Check(json, Dynamic);

    private static void Check(ReadOnlySpan<byte> json, Weights weights)
    {
        if (json.Length <= AlwaysAllowed / DearestByte)
        {
            return;
        }

        // The bytes of the answer itself count as well.
        var allowed = Math.Max(MostTimesSize * (long)json.Length, AlwaysAllowed);
        long cost = json.Length;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            cost += DocumentToken + weights.Of(ref reader);
            if (cost > allowed)
            {
                throw new AnswerTooLargeException(HttpMessages.AnswerTakesTooMuchMemory(json.Length, allowed));
            }
        }
    }

    /// <summary>
    /// The memory that a value takes in addition to its token in the document, in bytes. A text takes two more per character.
    /// </summary>
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

/// <summary>The answer is JSON, but its objects would take more memory than <see cref="AnswerMemory"/> allows.</summary>
internal sealed class AnswerTooLargeException : JsonException
{
    public AnswerTooLargeException(string message)
        : base(message)
    {
    }
}
