using System.Text.Json;

namespace CxOne.Http;

/// <summary>An answer is JSON, but its objects would take more memory than <see cref="AnswerMemory"/> allows.</summary>
internal sealed class AnswerTooLargeException : JsonException
{
    public AnswerTooLargeException(string message)
        : base(message)
    {
    }
}
