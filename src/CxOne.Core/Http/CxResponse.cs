using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CxOne.Errors;

namespace CxOne.Http;

/// <summary>The tenant's complete answer to a request that succeeded (2xx).</summary>
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

    /// <summary>Gets the HTTP status, 200 to 299.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the bytes of the body; empty for 204.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets the media type of the body.</summary>
    public string? ContentType { get; }

    /// <summary>Gets the version of the object (<c>ETag</c>), as the tenant wrote it.</summary>
    public string? ETag { get; }

    /// <summary>Gets the tenant's id of the request.</summary>
    public string? RequestId => _state.RequestId;

    /// <summary>Gets the number of attempts.</summary>
    public int Attempts => _state.Attempts;

    /// <summary>Reads the body as a typed object.</summary>
    /// <param name="type">The JSON type.</param>
    /// <exception cref="CxRequestException">The body is invalid (<c>ResponseInvalid</c>, for a write <c>OutcomeUnknown</c>).</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            Check();
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw new JsonException(HttpMessages.BodyNull);
        }
        catch (Exception exception) when (exception is JsonException
            or NotSupportedException
            or InvalidOperationException
            or FormatException)
        {
            throw Invalid(exception.Message, exception);
        }
    }

    /// <summary>Reads the body as JSON.</summary>
    /// <exception cref="CxRequestException">The body is not JSON (<c>ResponseInvalid</c>, for a write <c>OutcomeUnknown</c>).</exception>
    public JsonElement ReadJson()
    {
        try
        {
            CheckText();
            AnswerMemory.CheckDocument(Body.Span);

            // A clone would keep the bytes a second time. A document over memory of its own needs no disposal.
            return JsonDocument.Parse(Body).RootElement;
        }
        catch (JsonException exception)
        {
            throw Invalid(exception.Message, exception);
        }
    }

    /// <summary>Checks that the body is valid text whose objects fit in the allowed memory.</summary>
    /// <exception cref="JsonException">The text is invalid, or the objects do not fit.</exception>
    internal void Check()
    {
        CheckText();
        AnswerMemory.CheckTyped(Body.Span);
    }

    /// <summary>
    /// JSON readers decode a text when it is used. Invalid Unicode would fail there, where the request is no longer known.
    /// </summary>
    /// <exception cref="JsonException">The body is not UTF-8, or a text contains half of a surrogate pair.</exception>
    private void CheckText()
    {
        var body = Body.Span;
        if (!Utf8.IsValid(body))
        {
            throw new JsonException(HttpMessages.BodyNotUtf8);
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
                    throw new JsonException(HttpMessages.TextHasHalfSurrogate, exception);
                }
            }
        }
    }

    internal CxRequestException Error(CxErrorDefinition definition, string message)
        => _state.Error(definition, $"{message} ({_state.Describe()})", StatusCode);

    /// <summary>A write was answered, but the answer does not show the change.</summary>
    internal CxUnknownOutcomeException Unproven(string subject) => _state.Unknown(
        HttpMessages.AnswerUnproven(subject, _state.Describe(), StatusCode, ContentType),
        StatusCode,
        null);

    /// <summary>A write was answered, but the object was read back and does not have the change.</summary>
    internal CxRequestException NotHeld(string subject, string? version) => _state.Error(
        CxErrors.ResponseInvalid,
        HttpMessages.ChangeNotHeld(subject, _state.Describe(), StatusCode, ContentType, version),
        advice: HttpMessages.NotHeldAdvice);

    /// <summary>A write was answered, but the tenant holds other values for members that it changes.</summary>
    /// <param name="subject">The object in messages.</param>
    /// <param name="differences">What was written and what the tenant holds.</param>
    /// <param name="said">The tenant's reason, if its answer has one.</param>
    /// <param name="isPartial">Other changes of the same write arrived, so that its outcome is neither made nor not made.</param>
    internal CxRequestException NotApplied(string subject, IEnumerable<string> differences, string? said, bool isPartial) => _state.Error(
        CxErrors.WriteNotApplied,
        ErrorText.List(
            HttpMessages.WriteNotApplied(subject, _state.Describe(), StatusCode, isPartial),
            differences,
            said is null ? null : HttpMessages.TenantSaid(said)),
        isPartial ? StatusCode : null,
        said: said);

    /// <summary>
    /// The answer is invalid. For a write, it then does not show whether the write was applied, whatever its status.
    /// </summary>
    internal CxRequestException Invalid(string cause, Exception? inner = null) => _state.Request.IsWrite
        ? _state.Unknown(
            HttpMessages.WriteAnswerInvalid(_state.Describe(), StatusCode, ContentType, cause),
            StatusCode,
            inner)
        : _state.Error(
            CxErrors.ResponseInvalid,
            HttpMessages.AnswerInvalid(_state.Describe(), cause),
            StatusCode,
            inner,
            advice: inner is AnswerTooLargeException ? HttpMessages.AskForLessAdvice : null);
}
