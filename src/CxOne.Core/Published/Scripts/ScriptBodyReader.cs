using System.Globalization;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
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
    /// (<c>ScriptDesktopOnly</c>), or the request failed.</exception>
    public static async Task<ScriptBody> ReadAsync(CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await SendAsync(connection, $"scriptPath={Uri.EscapeDataString(name)}", name, log, cancellationToken)
                .ConfigureAwait(false), name);
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
