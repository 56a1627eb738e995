using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;
using NodaTime;
using NodaTime.TimeZones;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>What expressions and snippets of the running script see of the call.</summary>
internal sealed class CallContext(ScriptCall call, CallState state) : IScriptContext
{
    private const int MaxSnippetSteps = 100_000;
    private static readonly string[] SharedNames = ["ANI", "DNIS", "CONTACTID", "MASTERID", "BUSNO"];
    private int _steps;

    /// <summary>Gets the longest text that the action keeps; <see langword="null"/> for any.</summary>
    public int? MaxText { get; init; }

    public bool IsCaseSensitive => call.Assumptions.CaseSensitiveText;

    public bool EmptyEqualsZero => call.Assumptions.EmptyEqualsZero;

    public bool AcceptsElseIf => call.Assumptions.ElseIfIsAccepted;

    public bool AcceptsSeveralCaseValues => call.Assumptions.SeveralCaseValuesAreAccepted;

    public bool UnknownFunctionIsFault => call.Assumptions.UnknownFunctionIsFault;

    public DateTime? Now => Moment is not { } moment ? null : Local(moment, state.Zone);

    /// <summary>Gets the present moment of the call; <see langword="null"/> if it has none.</summary>
    public DateTimeOffset? Moment => call.Now?.AddSeconds((double)state.Seconds);

    /// <summary>Returns whether a time zone is known, by its Windows or its IANA name.</summary>
    public static bool IsZone(string name) => Zone(name) is not null;

    public StudioValue Read(string name)
    {
        var plain = Plain(name, out var isGlobal);
        if (isGlobal || call.Assumptions.GlobalNamesArePlainNames)
        {
            var global = state.Globals.Read(plain);
            return global is UnsetValue
                && (SharedNames.Contains(plain, StringComparer.OrdinalIgnoreCase) || call.Assumptions.GlobalNamesArePlainNames)
                ? state.Top.Variables.Read(plain)
                : global;
        }

        var value = state.Top.Variables.Read(plain);
        if (value is not UnsetValue)
        {
            return value;
        }

        return plain.ToUpperInvariant() switch
        {
            "ANI" => StudioValue.Of(call.Ani),
            "DNIS" => StudioValue.Of(call.Dnis),
            "CONTACTID" or "MASTERID" => StudioValue.Of(1000),
            "RUNSCRIPT" => StudioValue.Of(state.Top.Program.Name),
            "__SKILL" => StudioValue.Of(state.Skill),
            _ => NoteGlobal(plain),
        };
    }

    public void Write(string name, StudioValue value)
    {
        var plain = Plain(name, out var isGlobal);
        if (value is TextValue text && text.Content.Length > MaxText)
        {
            Assume(nameof(ScriptAssumptions.TextIsCutAtMaxStringSize));
            value = call.Assumptions.TextIsCutAtMaxStringSize ? StudioValue.Of(text.Content[..MaxText.Value]) : value;
        }

        (isGlobal || call.Assumptions.GlobalNamesArePlainNames ? state.Globals : state.Top.Variables).Write(plain, value);
    }

    public FunctionStatement? FindFunction(string name) => state.Top.Program.Function(name);

    public StudioValue Send(string url, string verb, string body, Dictionary<string, StudioValue> proxy)
    {
        var stub = RestStubs.Find(call, state.Top.Node!, url, verb)
            ?? throw new StubMissingException(SimulationMessages.NeedsReply(verb, url));
        var status = stub.IsTimeout ? 0 : stub.Error is null ? stub.Status : stub.Status == 200 ? 500 : stub.Status;
        proxy["StatusCode"] = StudioValue.Of(status);
        proxy["StatusDescription"] = StudioValue.Of(stub.IsTimeout ? "Timeout" : stub.Error ?? "OK");
        return StudioValue.Of(stub.IsTimeout || stub.Error is not null ? string.Empty : stub.Body);
    }

    public void CountStep()
    {
        if (++_steps > MaxSnippetSteps)
        {
            throw new StepLimitException();
        }
    }

    public void Assume(string assumption) => state.Assumptions.Add(assumption);

    private static string Plain(string name, out bool isGlobal)
    {
        isGlobal = name.StartsWith("global:", StringComparison.OrdinalIgnoreCase);
        return isGlobal ? name["global:".Length..] : name;
    }

    private StudioValue NoteGlobal(string name)
    {
        // Unset here, but set as a global variable of the same name: the two may be one.
        if (state.Globals.Read(name) is not UnsetValue)
        {
            Assume(nameof(ScriptAssumptions.GlobalNamesArePlainNames));
        }

        return StudioValue.Unset;
    }

    private static DateTime Local(DateTimeOffset time, string zone)
        => zone.Length > 0 && Zone(zone) is { } known
            ? Instant.FromDateTimeOffset(time).InZone(known).ToDateTimeUnspecified()
            : DateTime.SpecifyKind(time.DateTime, DateTimeKind.Unspecified);

    private static DateTimeZone? Zone(string name)
        => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name.Trim(), out var id)
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name.Trim());
}
