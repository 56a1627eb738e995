using System.Globalization;
using CxOne.Errors;

namespace CxOne.Reports;

/// <summary>
/// The errors and warnings of reports, and the sentences in pages, diagrams and charts. Labels and headings are in the code that lays them
/// out.
/// </summary>
internal static class ReportsMessages
{
    public const string PathIsFolder = "the path is a folder.";

    public const string FolderMissing = "the folder does not exist.";

    public const string WriteProtected = "the file is write-protected.";

    public const string CurveTitle = "Abandonment and utilization by ratio";

    public const string NoRatioWithinLimit = "No ratio stays within the limit.";

    public const string OtherInputs =
        "All results of one curve must have the same ring times, shapes and samples of durations, answer rates by time of day and warm-up.";

    public const string SimulationSkipped = "No calls were simulated: the deployment skipped its simulation.";

    public const string DefinitionsAsRead = "The definitions on the tenant at the time when this page was written.";

    public const string DryRunPassed = "the tenant's validation passed; nothing was deployed.";

    public const string DefinitionsLive = "the definitions are live.";

    public const string DeploymentFailed = "the deployment failed.";

    public const string PreviousVersionLive = "the deployment failed, and the previous version is live again.";

    public const string NothingSubmitted = "a simulation failed, so nothing was submitted.";

    public const string DeploymentRefused = "the tenant refused the deployment and created no job.";

    public const string NotAwaited = "this client did not wait until the job ended.";

    public const string NoStates = "No job was created, so there are no states.";

    public const string NoMetrics = "There are no metrics. They are exported only for jobs that have ended and were not dry runs.";

    public const string StateBarCaption =
        "Each state in proportion to its duration, as observed by this client. The mark at the end is the last state. "
        + "The table contains the same values.";

    public const string CallValid = "The call met its expectations.";

    public const string CallInvalid = "The call did not meet its expectations.";

    public const string NotRendered = "prompt cannot be rendered";

    public const string NoTarget = "(no target node)";

    public const string NotInDefinition = "(not in the definition)";

    public const string LegendPath = "path of the call, with the number of each step";

    public const string LegendTimeout = "time-out";

    public const string LegendFault = "input without a transition, or a prompt that cannot be rendered";

    public const string ScriptTag = "A script must not contain a script tag.";

    public static string ResultsRequired()
        => $"There is no result to draw. Pass at least two results of {CxHint.DialerSimulation}.";

    public static string TwoRatiosRequired()
        => $"A curve requires results at two or more ratios (was 1). Pass those of {CxHint.SimulateSeveralRatios}.";

    public static string DifferentInputs(string name, string values)
        => $"All results of one curve must have the same {name} (were {values}).";

    public static string NoConnection(string definitionIds)
        => $"The diagrams of {definitionIds} are missing, because there is no connection to a tenant.";

    public static string DefinitionUnreadable(string definitionId, string error)
        => $"The diagram of '{definitionId}' is missing, because the definition could not be read: {error}";

    public static string WriteFailed(string path, string error) => $"'{path}' could not be written: {error}";

    public static string FileExists(string path) => $"'{path}' already exists, and {CxHint.Option("NoClobber")} prevents overwriting it.";

    public static string MissingResource(string name) => $"The assembly has no resource '{name}'.";

    public static string OtherDefinition(string simulated, string drawn)
        => $"The simulation must be of definition '{drawn}' (was '{simulated}').";

    public static string Limit(double limit, string? source)
        => string.Create(CultureInfo.InvariantCulture, $"limit {100 * limit:0.##} %{(source is null ? null : $" ({source})")}");

    public static string HighestRatio(double ratio)
        => string.Create(CultureInfo.InvariantCulture, $"Highest ratio whose upper bound stays within the limit: {ratio:0.###}.");

    public static string AbovePicture(double rate)
        => string.Create(CultureInfo.InvariantCulture, $"abandonment above the picture, up to {100 * rate:0.0} %");

    public static string CurveCaption(string limit)
        => $"Abandonment on the left scale, utilization of the agents on the right scale. The dashed line is the {limit}, the vertical "
            + "line the highest ratio within it. The legend shows the figures of the ratio under the pointer, otherwise of the result.";

    public static string CurveDescription(
        double firstRatio,
        double firstAbandonment,
        double firstUtilization,
        double lastRatio,
        double lastAbandonment,
        double lastUtilization,
        string finding)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Abandonment rises from {100 * firstAbandonment:0.00} % at ratio {firstRatio:0.###} to {100 * lastAbandonment:0.00} % at "
                + $"ratio {lastRatio:0.###}, utilization from {100 * firstUtilization:0.0} % to {100 * lastUtilization:0.0} %. {finding}");

    public static string FailureReason(string reason) => $"Reason: {reason}";

    public static string StateBar(string duration, string states) => $"A bar of {duration}: {states}.";

    public static string StateFor(string state, string duration) => $"{state} for {duration}";

    public static string DiagramCaption(string definition, string? call)
        => call is null ? $"IVR definition {definition}" : $"IVR definition {definition} with the call {call}";

    public static string DiagramDescription(string definition, int nodes, string? entry)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Flowchart of the IVR definition {definition}: {nodes} {(nodes == 1 ? "node" : "nodes")}, "
                + $"{(entry is null ? "without an entry" : $"entered at {entry}")}.");

    public static string PathDescription(string path, string? timeouts)
        => $"The call passed {path}.{(timeouts is null ? null : $" It timed out at {timeouts}.")}";

    public static string TimedOutAt(string seconds) => $"timed out at {seconds} s";

    public static string Waits(string seconds) => $"waits {seconds} s";

    public static string NoTransition(int step, string input)
        => string.Create(CultureInfo.InvariantCulture, $"step {step}: no transition for {input}, stays");

    public static string TimeoutStays(int step) => string.Create(CultureInfo.InvariantCulture, $"step {step}: time-out, stays");
}
