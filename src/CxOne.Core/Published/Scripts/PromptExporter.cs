using System.Text.Json;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Analysis;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>Exports the audio files that scripts play, each once. A file that the tenant does not have is a warning.</summary>
public sealed class PromptExporter
{
    private const string Folder = "prompts/";
    private readonly CxConnection _connection;
    private readonly ScriptExporter _exporter;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Initializes a new instance of the <see cref="PromptExporter"/> class.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="exporter">The export of the scripts; the files go to <c>prompts</c> in its folder.</param>
    public PromptExporter(CxConnection connection, ScriptExporter exporter)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(exporter);
        _connection = connection;
        _exporter = exporter;
    }

    /// <summary>Returns the names of the files that a script plays and that were not returned before.</summary>
    /// <param name="script">The script.</param>
    public IReadOnlyList<string> Find(StudioScript script)
        => [.. PromptFiles.Of(new LintContext(new ScriptGraph(script), new ScriptLintOptions()))
            .Select(prompt => PromptFiles.Normal(prompt.Name))
            .Where(_seen.Add)];

    /// <summary>Exports a file.</summary>
    /// <param name="name">Its path on the tenant.</param>
    /// <param name="log">Receives the warning about a file that is missing.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The file cannot be read or written, or was edited after its export.</exception>
    public async Task ExportAsync(string name, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(log);
        CxResponse response;
        try
        {
            response = await new PublishedClient(_connection, log).SendAsync(
                PublishedRoutes.File, [], $"fileName={Uri.EscapeDataString(name)}", null, name, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.StatusCode == 404)
        {
            log.Warning(ScriptMessages.PromptMissing(name));
            return;
        }

        if (response.StatusCode == 204)
        {
            log.Warning(ScriptMessages.PromptMissing(name));
            return;
        }

        var status = _exporter.WritePrompt(name, Folder + ScriptNames.ToPath(name), Content(response));
        log.Verbose(ScriptMessages.PromptExported(name, status));
    }

    /// <summary>The bytes: base64 in the member <c>file</c>, bare, in <c>files</c>, or in the only entry of a list there.</summary>
    private static byte[] Content(CxResponse response)
    {
        var root = response.ReadJson();
        if (JsonValues.Member(root, "files") is { } files)
        {
            root = files.ValueKind == JsonValueKind.Array && files.GetArrayLength() == 1 ? files[0] : files;
        }

        return JsonValues.Member(root, "file") is { ValueKind: JsonValueKind.String } file && file.TryGetBytesFromBase64(out var content)
            ? content
            : throw response.Invalid(ScriptMessages.PromptWithoutContent);
    }
}
