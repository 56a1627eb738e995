using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Published;
using CxOne.Published;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;

namespace CxOne.PowerShell.Studio;

/// <summary>Reads scripts of the tenant for the cmdlets that otherwise work with files.</summary>
internal static class TenantScripts
{
    /// <summary>Reads scripts with their bodies. One that cannot be read is an error about it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="names">Names or patterns; empty for none.</param>
    /// <param name="given">Scripts whose bodies are read unless they are there.</param>
    /// <param name="read">Receives the scripts.</param>
    /// <param name="pipeline">Receives errors.</param>
    /// <param name="token">Cancels every wait.</param>
    /// <param name="failed">Receives the names of scripts whose bodies could not be read.</param>
    public static async Task ReadAsync(
        CxConnection tenant,
        string[] names,
        IReadOnlyCollection<TenantScript> given,
        List<TenantScript> read,
        CxPipeline pipeline,
        CancellationToken token,
        List<string>? failed = null)
    {
        read.AddRange(given.Where(script => script.Script is not null));
        await ReadBodiesAsync(tenant, given.Where(script => script.Script is null), read, failed, pipeline, token).ConfigureAwait(false);
        if (names.Length == 0)
        {
            return;
        }

        await foreach (var page in new ScriptSelection { Names = names }.ReadAsync(tenant, pipeline, token).ConfigureAwait(false))
        {
            await ReadBodiesAsync(tenant, page, read, failed, pipeline, token).ConfigureAwait(false);
        }
    }

    /// <summary>The options with the tenant's data. If it cannot be read, the rules that need it are skipped.</summary>
    public static async Task<ScriptLintOptions> AddDataAsync(
        CxConnection tenant,
        ScriptLintOptions options,
        IReadOnlyCollection<ScriptGraph> graphs,
        CxPipeline pipeline,
        CancellationToken token)
    {
        try
        {
            return await ScriptLintData.AddAsync(tenant, options, graphs, pipeline, token).ConfigureAwait(false);
        }
        catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(exception, null)).ConfigureAwait(false);
            return options;
        }
    }

    private static async Task ReadBodiesAsync(
        CxConnection tenant,
        IEnumerable<TenantScript> scripts,
        List<TenantScript> bodies,
        List<string>? failed,
        CxPipeline pipeline,
        CancellationToken token)
    {
        await foreach (var (script, read) in TenantScriptReader.ReadBodiesAsync(tenant, scripts, pipeline, token).ConfigureAwait(false))
        {
            try
            {
                bodies.Add(await read.ConfigureAwait(false));
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                failed?.Add(script.Name);
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(exception, script.Name)).ConfigureAwait(false);
            }
        }
    }
}
