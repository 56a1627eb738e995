using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>
/// Reads the definitions that a report draws. A report is useful without a diagram, so a definition that cannot be read causes a remark and
/// a warning, not an error.
/// </summary>
public static class ReportDefinitions
{
    /// <summary>Adds the definitions that a report refers to and does not contain.</summary>
    /// <param name="report">The report.</param>
    /// <param name="connection">The tenant; <see langword="null"/> without a connection.</param>
    /// <param name="log">Receives a warning for each definition that cannot be read.</param>
    /// <param name="cancellationToken">Cancels requests and waits.</param>
    /// <returns>The report with its definitions and remarks.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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
            Remark(ReportsMessages.NoConnection(string.Join(", ", absent)));
            absent = [];
        }

        foreach (var id in absent)
        {
            try
            {
                ApiFamilyGuard.Require(connection!, CxApiFamilies.Seed, id);
                definitions.Add(await IvrDefinitions.GetAsync(connection!, id, log, cancellationToken).ConfigureAwait(false));
            }
            catch (CxException exception)
            {
                Remark(ReportsMessages.DefinitionUnreadable(id, exception.OneLine));
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
