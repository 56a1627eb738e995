using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>Reads skills and their dialers.</summary>
public static class SkillReader
{
    private static readonly string[] ListKeys = ["skills"];

    /// <summary>Reads all skills, one request per 100 skills. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be
    /// read.</exception>
    public static IAsyncEnumerable<CxPage<Skill>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        return new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.Skills,
            null,
            ListKeys,
            static (entry, response) => PublishedClient.Read(entry, SkillTables.Skill, PublishedJson.Default.Skill, response),
            cancellationToken);
    }

    /// <summary>Reads one skill.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the skill.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such skill
    /// (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<Skill> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        var state = await new PublishedClient(connection, log).ReadObjectAsync(
            PublishedRoutes.Skill, id, ListKeys, SkillTables.Skill, cancellationToken).ConfigureAwait(false);
        return PublishedClient.Read(state.Body, PublishedJson.Default.Skill, state.Answer!);
    }

    /// <summary>Reads the dialers of all outbound skills in as few requests as the tenant allows.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or the request failed.
    /// </exception>
    public static async IAsyncEnumerable<CxPage<SkillDialer>> ListDialersAsync(
        CxConnection connection,
        ICxLog log,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        var dialers = await new PublishedClient(connection, log).ReadListAsync(
            PublishedRoutes.SkillParameters, [], null, ListKeys, Dialer, null, cancellationToken).ConfigureAwait(false);
        yield return new CxPage<SkillDialer>(dialers, dialers.Count);
    }

    /// <summary>Reads the dialer of one skill.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the skill.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such skill
    /// (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static async Task<SkillDialer> GetDialerAsync(
        CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        PublishedId.Require(id);
        var state = await new PublishedClient(connection, log).ReadObjectAsync(
            PublishedRoutes.SkillParameter, id, ListKeys, SkillTables.Parameters, cancellationToken).ConfigureAwait(false);
        return Dialer(state.Body, state.Answer!);
    }

    private static SkillDialer Dialer(JsonObject entry, CxResponse response)
    {
        var skill = PublishedClient.Normalize(entry, SkillTables.Parameters, response);
        var values = new JsonObject();
        foreach (var block in SkillTables.Blocks)
        {
            if (skill[block] is not JsonObject members)
            {
                continue;
            }

            foreach (var (name, value) in PublishedClient.Normalize(members, SkillTables.Values, response))
            {
                // Retry settings repeat two members of the general settings; the block that is shown first counts.
                values.TryAdd(name, value?.DeepClone());
            }
        }

        var read = PublishedClient.Read(values, PublishedJson.Default.SkillDialerValues, response);
        var identity = PublishedClient.Read(skill, PublishedJson.Default.Skill, response);
        return new SkillDialer(
            identity.Id,
            identity.Name,
            read,
            [.. SkillTables.Blocks.Select(block => new KeyValuePair<string, JsonElement?>(
                char.ToUpperInvariant(block[0]) + block[1..],
                skill.TryGetPropertyValue(block, out var content) && content is not null ? JsonFields.ToElement(content) : null))]);
    }
}
