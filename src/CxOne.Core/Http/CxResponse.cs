using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>The tenant's answer to a request that succeeded (2xx), read completely.</summary>
public sealed class CxResponse
{
    private readonly RequestState _state;

    internal CxResponse(RequestState state, HttpResponseMessage message, ReadOnlyMemory<byte> body)
    {
        _state = state;
        StatusCode = (int)message.StatusCode;
        Body = body;
        ETag = message.Headers.TryGetValues("ETag", out var values) ? values.FirstOrDefault() : null;
        ContentType = message.Content.Headers.ContentType?.MediaType;
    }

    /// <summary>The HTTP status, 200 to 299.</summary>
    public int StatusCode { get; }

    /// <summary>The body's bytes; empty for 204.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; }

    /// <summary>The object's version, exactly as the tenant wrote it.</summary>
    public string? ETag { get; }

    /// <summary>The tenant's id of the request.</summary>
    public string? RequestId => _state.RequestId;

    /// <summary>How often the request was sent.</summary>
    public int Attempts => _state.Attempts;

    /// <summary>The body as a typed object.</summary>
    /// <param name="type">How to read it.</param>
    /// <exception cref="CxRequestException">The body is not what the call promises (id <c>ResponseInvalid</c>).</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            Check();
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw new JsonException("The body is null.");
        }
        catch (Exception exception) when (exception is JsonException
            or NotSupportedException
            or InvalidOperationException
            or FormatException)
        {
            throw Invalid(exception.Message, exception);
        }
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="CxRequestException">The body is not JSON (id <c>ResponseInvalid</c>).</exception>
    public JsonElement ReadJson()
    {
        try
        {
            CheckText();
            AnswerMemory.CheckDocument(Body.Span);

            // Not a clone: that would hold the answer's bytes a second time. Nothing is lost with a document that is not disposed of.
            return JsonDocument.Parse(Body).RootElement;
        }
        catch (JsonException exception)
        {
            throw Invalid(exception.Message, exception);
        }
    }

    /// <summary>Checks that the body is text, and that the objects made of it fit in memory.</summary>
    /// <exception cref="JsonException">It is not, or they do not.</exception>
    internal void Check()
    {
        CheckText();
        AnswerMemory.CheckTyped(Body.Span);
    }

    /// <summary>
    /// The readers of JSON look at a text only when somebody wants it; one that is no Unicode would fail there, far from its request.
    /// </summary>
    /// <exception cref="JsonException">It is not UTF-8, or holds half a surrogate pair.</exception>
    private void CheckText()
    {
        var body = Body.Span;
        if (!Utf8.IsValid(body))
        {
            throw new JsonException("The body is not UTF-8.");
        }

        if (body.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
            {
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException exception)
                {
                    throw new JsonException("A text holds half a surrogate pair.", exception);
                }
            }
        }
    }

    internal CxRequestException Error(CxErrorDefinition definition, string message)
        => _state.Error(definition, $"{message} ({_state.Describe()})", StatusCode);

    /// <summary>A write was answered, but not with the state that it was to bring about.</summary>
    internal CxUnknownOutcomeException Unproven(string what) => _state.Unknown(
        $"{what}: {_state.Describe()} was answered with {StatusCode} ({ContentType ?? "no content type"}), "
            + $"which does not show the change. Whether it was made is not known.",
        StatusCode,
        null);

    /// <summary>The same, and the tenant was read and does not hold the change.</summary>
    internal CxRequestException NotHeld(string what, string? version) => _state.Error(
        CxErrors.ResponseInvalid,
        $"{what}: {_state.Describe()} was answered with {StatusCode} ({ContentType ?? "no content type"}), "
            + $"but the tenant does not hold the change{(version is null ? null : $" (version {version})")}; it was not made.",
        advice: "Look for the gateway or login proxy in between that answers in the tenant's place, then run the command again.");

    /// <summary>
    /// The answer is not what it must be. Of a write it does not say then whether the write was made, whatever its status.
    /// </summary>
    internal CxRequestException Invalid(string why, Exception? inner = null) => _state.Request.IsWrite
        ? _state.Unknown(
            $"{_state.Describe()} was answered with {StatusCode} ({ContentType ?? "no content type"}), "
                + $"but the answer could not be understood: {why.TrimEnd('.')}. Whether the tenant applied the write is not known.",
            StatusCode,
            inner)
        : _state.Error(
            CxErrors.ResponseInvalid,
            $"The answer to {_state.Describe()} could not be understood: {why}",
            StatusCode,
            inner,
            advice: inner is AnswerTooLargeException ? AnswerMemory.Advice : null);
}
