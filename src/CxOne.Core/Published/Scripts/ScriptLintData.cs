using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Analysis;

namespace CxOne.Published;

/// <summary>
/// Reads what the linter must know of the tenant: skills, hours profiles, and the prompt files of the folders that the scripts play from. A
/// part that the tenant refuses is a warning, and the rules that need it are skipped.
/// </summary>
public static class ScriptLintData
{
    private static readonly string[] FileKeys = ["files"];
    private static readonly string[] NameMembers = ["fileName", "fullFileName", "filePath", "name"];

    /// <summary>Adds the tenant's data to options. Parts that the options have already are kept.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="options">The options.</param>
    /// <param name="graphs">The scripts that are checked.</param>
    /// <param name="log">Receives the warnings.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">A request failed for another reason than a missing permission.</exception>
    public static async Task<ScriptLintOptions> AddAsync(
        CxConnection connection,
        ScriptLintOptions options,
        IReadOnlyCollection<ScriptGraph> graphs,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(log);
        if (graphs.Count == 0)
        {
            return options;
        }

        var files = graphs.SelectMany(graph => PromptFiles.Of(new LintContext(graph, options)))
            .Select(prompt => PromptFiles.Normal(prompt.Name)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var hasHours = graphs.SelectMany(graph => graph.Nodes).Any(node => node.Type == "HOURS");
        var hasQueues = graphs.SelectMany(graph => graph.Nodes).Any(node => node.Type == "REQAGENT");
        return options with
        {
            Skills = options.Skills ?? (hasQueues
                ? await TryAsync(ScriptMessages.Skills, () => SkillsAsync(connection, log, cancellationToken), log).ConfigureAwait(false)
                : null),
            Profiles = options.Profiles ?? (hasHours
                ? await TryAsync(ScriptMessages.Profiles, () => ProfilesAsync(connection, log, cancellationToken), log)
                    .ConfigureAwait(false)
                : null),
            Prompts = options.Prompts
                ?? await TryAsync(ScriptMessages.Prompts, () => PromptsAsync(connection, files, log, cancellationToken), log)
                    .ConfigureAwait(false),
        };
    }

    /// <summary>A part that the tenant refuses to this user, or does not have, is left out.</summary>
    private static async Task<T?> TryAsync<T>(string part, Func<Task<T>> read, ICxLog log)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.StatusCode is 403 or 404)
        {
            log.Warning(ScriptMessages.LintDataRefused(part, exception.ErrorId));
            return null;
        }
    }

    private static async Task<IReadOnlyCollection<ScriptLintSkill>> SkillsAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        List<ScriptLintSkill> skills = [];
        await foreach (var page in SkillReader.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
        {
            skills.AddRange(page.Items.Select(skill => new ScriptLintSkill(
                PublishedId.Text(skill.Id),
                skill.Name ?? string.Empty,
                skill.IsActive ?? true,
                skill.MediaTypeId,
                skill.IsOutbound ?? false)));
        }

        return skills;
    }

    private static async Task<IReadOnlyDictionary<string, HoursProfile>> ProfilesAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        Dictionary<string, HoursProfile> profiles = new(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in HoursReader.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
        {
            foreach (var hours in page.Items)
            {
                var profile = new HoursProfile(PublishedId.Text(hours.Id), hours.Name ?? string.Empty, hours.Schedule());
                foreach (var key in new[] { profile.Id, profile.Name }.Where(key => key.Length > 0))
                {
                    profiles[key] = profile;
                }
            }
        }

        return profiles;
    }

    /// <summary>One request per folder that the scripts play from. A folder that does not exist has no files.</summary>
    private static async Task<IReadOnlyCollection<string>> PromptsAsync(
        CxConnection connection, IReadOnlyCollection<string> files, ICxLog log, CancellationToken cancellationToken)
    {
        List<string> found = [];
        var client = new PublishedClient(connection, log);
        foreach (var folder in files.Select(FolderOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                // The root has no name, and the parameter must have a value.
                var query = $"folderName={Uri.EscapeDataString(folder.Length == 0 ? "\\" : folder)}";
                var response = await client.SendAsync(PublishedRoutes.Folder, [], query, null, folder, cancellationToken)
                    .ConfigureAwait(false);
                found.AddRange(response.StatusCode == 204 ? [] : Names(response, folder));
            }
            catch (CxRequestException exception) when (exception.StatusCode == 404)
            {
                log.Verbose(exception.Message);
            }
        }

        return found;
    }

    /// <summary>The files of a listing: texts, or objects with a name; with their folder or without it.</summary>
    private static IEnumerable<string> Names(CxResponse response, string folder)
    {
        var root = response.ReadJson();
        if (root.ValueKind == JsonValueKind.Object
            && JsonObject.Create(root) is { } json
            && MemberTable.Find(json, FileKeys[0]) is JsonArray list
            && list.All(entry => entry is JsonValue))
        {
            return list.Select(entry => Full(entry!.ToString(), folder));
        }

        return PublishedList.Items(response, FileKeys)
            .Select(entry => NameMembers.Select(member => MemberTable.Text(entry, member))
                .FirstOrDefault(name => !string.IsNullOrEmpty(name)))
            .OfType<string>()
            .Select(name => Full(name, folder));
    }

    private static string Full(string name, string folder)
    {
        var path = PromptFiles.Normal(name);
        return path.Contains('\\', StringComparison.Ordinal) || folder.Length == 0 ? path : $@"{folder}\{path}";
    }

    private static string FolderOf(string file) => file.LastIndexOf('\\') is var end and >= 0 ? file[..end] : string.Empty;
}
