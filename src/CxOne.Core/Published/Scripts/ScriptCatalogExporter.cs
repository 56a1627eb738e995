using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// Reads the tenant's action types, in batches, or one by one where the tenant has no call for several. What the tenant returns is written
/// as it is, so that a file of it loses nothing.
/// </summary>
public sealed class ScriptCatalogExporter
{
    private const int BatchSize = 50;
    private static readonly string[] Keys = ["actions", "results", "result"];

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly PublishedClient _client;
    private readonly ICxLog _log;
    private readonly SortedDictionary<Guid, JsonElement> _found = [];
    private readonly HashSet<Guid> _asked = [];
    private bool _hasNoSearch;

    /// <summary>Initializes a new instance of the <see cref="ScriptCatalogExporter"/> class.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    public ScriptCatalogExporter(CxConnection connection, ICxLog log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        _client = new PublishedClient(connection, log);
        _log = log;
    }

    /// <summary>Gets the number of action types that were read.</summary>
    public int Count => _found.Count;

    /// <summary>Gets the library ids of the built-in catalogue.</summary>
    public static IReadOnlyList<Guid> BuiltInIds => [.. ActionCatalogue.BuiltIn.Definitions.Select(action => action.Id).OfType<Guid>()];

    /// <summary>Reads action types. Ids that were read before are passed over.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The ids that the tenant does not have.</returns>
    /// <exception cref="CxException">A request failed.</exception>
    public async Task<IReadOnlyList<Guid>> ReadAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Guid[] wanted = [.. ids.Where(_asked.Add)];
        foreach (var batch in wanted.Chunk(BatchSize))
        {
            if (!_hasNoSearch)
            {
                await SearchAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            if (_hasNoSearch)
            {
                Guid[] missing = [.. batch.Where(id => !_found.ContainsKey(id))];
                var reads = ReadAhead.RunAsync(missing, GetAsync, cancellationToken);
                await foreach (var (_, read) in reads.ConfigureAwait(false))
                {
                    await read.ConfigureAwait(false);
                }
            }
        }

        return [.. wanted.Where(id => !_found.ContainsKey(id))];
    }

    /// <summary>Returns the library ids that the actions of a script have.</summary>
    /// <param name="script">The script.</param>
    public static IEnumerable<Guid> IdsOf(StudioScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.Actions.Select(action => Guid.TryParse(action.LibraryId, out var id) ? id : (Guid?)null).OfType<Guid>();
    }

    /// <summary>Writes the file that a check of scripts reads. A former one is replaced as a whole.</summary>
    /// <param name="path">The full path; missing folders are created.</param>
    /// <exception cref="CxException">The file cannot be written (<c>FileWriteFailed</c>).</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, Write());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CxException(CxErrors.FileWriteFailed, ScriptMessages.FileFailed(path, exception.Message), path, exception);
        }
    }

    /// <summary>The file: UTF-8, line feeds, action types in order of their name and id.</summary>
    internal byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format", "cxone-actions/1");
            writer.WriteStartArray("actions");
            foreach (var action in _found.Values.OrderBy(
                action => JsonValues.Text(JsonValues.Member(action, "name")), StringComparer.Ordinal))
            {
                ScriptJson.WriteCanonical(writer, action);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private async Task SearchAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(Text(id), MergeJson.Default.String))]) };
        try
        {
            var response = await _client.SendAsync(PublishedRoutes.ActionSearch, [], null, body, null, cancellationToken)
                .ConfigureAwait(false);
            if (response.StatusCode != 204)
            {
                foreach (var entry in PublishedList.Items(response, Keys))
                {
                    Add(JsonFields.ToElement(entry));
                }
            }
        }
        catch (CxRequestException exception) when (exception.StatusCode is 400 or 404 or 405 or 500)
        {
            _log.Verbose(exception.Message);
            _hasNoSearch = true;
        }
    }

    private async Task<bool> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _client.SendAsync(PublishedRoutes.Action, [Text(id)], null, null, Text(id), cancellationToken)
                .ConfigureAwait(false);
            if (response.StatusCode == 204)
            {
                return false;
            }

            lock (_found)
            {
                Add(response.ReadJson());
            }

            return true;
        }
        catch (CxRequestException exception) when (exception.StatusCode == 404)
        {
            return false;
        }
    }

    private void Add(JsonElement action)
    {
        if (Guid.TryParse(JsonValues.Text(JsonValues.Member(action, "id")), out var id)
            && JsonValues.Text(JsonValues.Member(action, "name")) is { Length: > 0 })
        {
            _found[id] = action.Clone();
        }
    }

    private static string Text(Guid id) => id.ToString("D");
}
