using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>
/// Finds the definitions that a report draws. A report is worth having without its diagrams, so one that cannot be read is a remark.
/// </summary>
public static class ReportDefinitions
{
    /// <summary>Adds to a report the definitions that it names and does not hold.</summary>
    /// <param name="report">The report.</param>
    /// <param name="connection">The tenant; nothing where there is none.</param>
    /// <param name="log">Gets a warning for each definition that cannot be had.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static async Task<CxReport> CompleteAsync(
        CxReport report, CxConnection? connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(log);
        var absent = report.DefinitionIds().Where(id => !report.Definitions.Any(definition => definition.Id == id)).ToList();
        List<IvrDefinition> definitions = [.. report.Definitions];
        List<string> remarks = [.. report.Remarks];
        if (connection is null && absent.Count > 0)
        {
            Remark($"There is no connection to a tenant, so the diagrams of {string.Join(", ", absent)} are missing.");
            absent = [];
        }

        foreach (var id in absent)
        {
            try
            {
                definitions.Add(await IvrDefinitions.GetAsync(connection!, id, log, cancellationToken).ConfigureAwait(false));
            }
            catch (CxException exception)
            {
                Remark($"The diagram of '{id}' is missing, because the definition could not be read: {exception.OneLine}");
            }
        }

        return report with { Definitions = definitions.ToArray(), Remarks = remarks.ToArray() };

        void Remark(string remark)
        {
            remarks.Add(remark);
            log.Warning(remark);
        }
    }
}
