using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>The names of environments. The API has no list of them; the jobs show to which ones the tenant has deployed.</summary>
internal static class IvrEnvironments
{
    private const int MostJobs = 1000;

    /// <summary>The names that most tenants use.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["development", "test", "staging", "production"];

    /// <summary>
    /// Refuses a name that is probably misspelled, before calls are simulated for a deployment that the tenant would reject. A name that
    /// resembles no other one is left to the tenant.
    /// </summary>
    /// <param name="environment">The name.</param>
    /// <param name="api">Reads the jobs, unless the name is a usual one.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="CxException">The name is probably misspelled (<c>EnvironmentUnknown</c>), or a request failed.</exception>
    public static async Task RequireKnownAsync(string environment, IvrApi api, CancellationToken cancellationToken)
    {
        if (Usual.Contains(environment, StringComparer.Ordinal))
        {
            return;
        }

        HashSet<string> used = new(StringComparer.Ordinal);
        var seen = 0;
        await foreach (var page in api.ListDeploymentsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            used.UnionWith(page.Items.Select(job => job.TargetEnvironment).OfType<string>());
            seen += page.Items.Count;
            if (used.Contains(environment))
            {
                return;
            }

            if (seen >= MostJobs)
            {
                break;
            }
        }

        if (Misspelling.Similar(environment, used.Concat(Usual)) is [var meant, ..])
        {
            throw new CxException(CxErrors.EnvironmentUnknown, IvrMessages.EnvironmentUnknown(environment, meant), environment);
        }
    }
}
