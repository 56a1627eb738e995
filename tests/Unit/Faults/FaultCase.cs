using System.Text.RegularExpressions;

namespace CxOne.Tests.Faults;

/// <summary>One write with one fault in its answer, and the three sources that are compared afterwards: tenant, user and log.</summary>
internal sealed partial record FaultCase(WriteForm Form, FaultMode Mode)
{
    /// <summary>Runs the case on a new tenant.</summary>
    public async Task<FaultVerdict> RunAsync()
    {
        await using var bench = new FaultBench(Form.Put);
        await bench.ConnectAsync();
        await Form.ArrangeAsync(bench);
        var before = bench.Records().Count;
        bench.Proxy.Add(new ProxyRule((method, path) => method == Form.Method && Form.Path(path), ActOn(bench)) { Skip = Form.Skip,
            Count = Mode.Count, LeavesRequestUnread = Mode.LeavesRequestUnread });
        Told told;
        try
        {
            told = await bench.RunAsync(Form.ActAsync(bench, bench.Cancelled));
        }
        catch (Exception exception) when (exception is not (TimeoutException or InvalidOperationException { Message: "Not connected." }))
        {
            told = Told.Of(exception);
        }

        await bench.Proxy.RunDeferredAsync();
        var (isHeld, times) = Form.Ask(bench, await bench.LookAsync());
        var records = bench.Records().Skip(before).ToList();

        // A user who stops a command gets the interruption notice instead of an error.
        var advice = string.Concat(told.Advice,
            told.Claim == Claim.Unknown ? bench.Log.StoppedNotes.LastOrDefault(note => note.Length > 0) : null);
        var isOpen = records.GroupBy(record => record.OperationId).Any(operation => operation.Last().Outcome == "Started");
        return new FaultVerdict
        {
            Case = this,
            IsSpoiled = bench.Proxy.Spoiled > 0,
            IsHeld = isHeld,
            Times = times,
            Told = told with { Advice = advice },
            Log = isOpen ? Claim.Broken : records.Count == 0 ? Claim.None : Form.ReadOutcome(records[^1].Outcome),
            HasWayBack = records.Count > 0 && records[^1].After is not null && records[^1].Before is null == records[0].Before is null,
            Records = string.Join(' ', records.Select(record => record.Outcome)),
        };
    }

    private Func<SpoiledExchange, Task<ConnectionEnd>> ActOn(FaultBench bench) => async exchange =>
    {
        foreach (var rule in Mode.Afterwards?.Invoke() ?? [])
        {
            bench.Proxy.Add(rule);
        }

        if (Mode.Meanwhile is null)
        {
            return await Mode.Act(exchange);
        }

        if (Mode.IsDuringWait)
        {
            bench.ActDuringNextWait(Mode.Meanwhile);
            return await Mode.Act(exchange);
        }

        // The user acts after the tenant has processed the request, and before the answer arrives or the work learns that it stalls.
        var hasActed = false;
        exchange.BeforeStall = Act;
        var end = await Mode.Act(exchange);
        Act();
        return end;

        void Act()
        {
            if (!hasActed)
            {
                hasActed = true;
                bench.Log.Verbose("The user acts.");
                Mode.Meanwhile(bench);
            }
        }
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Form.Name} | {Mode}";

    /// <summary>Matches a text with an instruction to look up the outcome.</summary>
    [GeneratedRegex(
        @"\b(Get-Cx|Wait-Cx|(?i:read|look|check|list|find|search|wait)\b|again|shows whether|to see whether)",
        RegexOptions.CultureInvariant)]
    public static partial Regex NextStep { get; }
}
