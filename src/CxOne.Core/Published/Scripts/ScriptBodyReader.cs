using System.Globalization;
using System.Text.Json;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>Reads the bodies of scripts: the current one by name, any version by its id.</summary>
internal static class ScriptBodyReader
{
    /// <summary>Reads the current version of a script.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name with its folder, e.g. <c>PROD\Main</c>.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxRequestException">The tenant has no such script (<c>ObjectNotFound</c>), or only as a script of Desktop Studio
    /// (<c>ScriptDesktopOnly</c>), a 404 does not come from the tenant (<c>ResponseInvalid</c>), or the request failed.</exception>
    public static async Task<ScriptBody> ReadAsync(CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        // An object that a caller has made may lack what an object of the tenant has.
        CxValidationException.ThrowIfAny(string.IsNullOrEmpty(name) ? [ScriptMessages.NameMissing] : [], name);
        try
        {
            return Read(await SendAsync(connection, $"scriptPath={Uri.EscapeDataString(name)}", name, log, cancellationToken)
                .ConfigureAwait(false), name);
        }
        catch (CxRequestException exception) when (exception.Definition == CxErrors.ObjectNotFound && exception.IsRefusal(404))
        {
            // The message of the request does not show values of its address.
            throw exception.As(CxErrors.ObjectNotFound, ScriptMessages.NotFound(name), name);
        }
        catch (CxRequestException exception) when (exception.Definition == CxErrors.ObjectNotFound && !exception.IsOwnAnswer)
        {
            // The page of a gateway says nothing about the script. A caller that believed it would save without the tenant's lock.
            throw exception.As(CxErrors.ResponseInvalid, ScriptMessages.NotFoundByOther(name, exception.OneLine), name);
        }
        catch (CxRequestException exception) when (exception.IsRefusal(500))
        {
            // The tenant fails on scripts that only Desktop Studio saved; the request is not the cause of any other 500 here.
            throw exception.As(CxErrors.ScriptDesktopOnly, ScriptMessages.DesktopOnly(name), name);
        }
    }

    /// <summary>Reads a version of a script.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="scriptId">The id of the version.</param>
    /// <param name="name">The name of the script, for messages.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxRequestException">The tenant has no such version (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<ScriptBody> ReadVersionAsync(
        CxConnection connection, int scriptId, string name, ICxLog log, CancellationToken cancellationToken)
        => Read(
            await SendAsync(
                connection, string.Create(CultureInfo.InvariantCulture, $"scriptId={scriptId}"), name, log, cancellationToken)
                .ConfigureAwait(false),
            name);

    /// <summary>
    /// Reads the current version of a script, also one of Desktop Studio: where the tenant has no JSON of it, its XML is read, in a second
    /// request. Such a script can be read only; its <see cref="StudioScript.Source"/> says so.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name with its folder.</param>
    /// <param name="masterId">The id of the current version, from the list of scripts; <see langword="null"/> if it is not known.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxRequestException">The tenant has no such script (<c>ObjectNotFound</c>), returns it in no form
    /// (<c>ScriptDesktopOnly</c>), or the request failed.</exception>
    public static async Task<ScriptBody> ReadAnyAsync(
        CxConnection connection, string name, int? masterId, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.Definition == CxErrors.ScriptDesktopOnly && masterId is not null)
        {
            return await ReadXmlAsync(connection, masterId.Value, name, exception, log, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a version of a script, also one of Desktop Studio; see <see cref="ReadAnyAsync"/>.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="scriptId">The id of the version.</param>
    /// <param name="name">The name of the script.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxRequestException">The tenant has no such version (<c>ObjectNotFound</c>), returns it in no form
    /// (<c>ScriptDesktopOnly</c>), or the request failed.</exception>
    public static async Task<ScriptBody> ReadAnyVersionAsync(
        CxConnection connection, int scriptId, string name, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadVersionAsync(connection, scriptId, name, log, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.IsRefusal(500))
        {
            var desktopOnly = exception.As(CxErrors.ScriptDesktopOnly, ScriptMessages.DesktopOnly(name), name);
            return await ReadXmlAsync(connection, scriptId, name, desktopOnly, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ScriptBody> ReadXmlAsync(
        CxConnection connection, int scriptId, string name, CxRequestException otherwise, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            var response = await new PublishedClient(connection, log).SendAsync(
                PublishedRoutes.ScriptVersion, [PublishedId.Text(scriptId)], null, null, name, cancellationToken).ConfigureAwait(false);
            var body = Read(response, name);
            return body with { Script = Named(body.Script, name) };
        }
        catch (CxRequestException exception) when (exception.StatusCode is 400 or 404 or 500
            || exception.Definition == CxErrors.ResponseInvalid)
        {
            // The first refusal says what the user can do about it.
            log.Verbose(exception.Message);
            throw otherwise;
        }
    }

    /// <summary>XML has the name of a file, if any, and not that of the tenant.</summary>
    private static StudioScript Named(StudioScript script, string name)
    {
        Dictionary<string, JsonElement> members = new(script.Header.Members)
        {
            ["scriptName"] = JsonSerializer.SerializeToElement(name, MergeJson.Default.String),
        };
        return new StudioScript(new ScriptHeader { Members = members }, script.Actions)
        {
            FileName = script.FileName,
            Source = script.Source,
            Notes = script.Notes,
            Unknown = script.Unknown,
            Issues = script.Issues,
        };
    }

    private static Task<CxResponse> SendAsync(
        CxConnection connection, string query, string name, ICxLog log, CancellationToken cancellationToken)
        => new PublishedClient(connection, log).SendAsync(PublishedRoutes.Script, [], query, null, name, cancellationToken);

    private static ScriptBody Read(CxResponse response, string name)
    {
        if (response.StatusCode == 204)
        {
            throw response.Error(CxErrors.ObjectNotFound, ScriptMessages.NotFound(name));
        }

        // The checks of an answer come first: a body that is cut off is an error of the request, not of a file.
        _ = response.ReadJson();
        StudioScript script;
        try
        {
            script = ScriptReader.Read(response.Body, name, ActionCatalogue.BuiltIn);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.ScriptUnreadable)
        {
            throw response.Invalid(exception.Message, exception);
        }

        return new ScriptBody { Script = script, RequestId = response.RequestId };
    }
}
