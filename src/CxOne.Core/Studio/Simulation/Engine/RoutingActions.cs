using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Hours, queues, transfers, web requests, and the endings of a call.</summary>
internal static class RoutingActions
{
    public static ActionOutcome? Execute(CallEngine engine, CallState state, ScriptNode node)
    {
        switch (node.Type)
        {
            case "HANGUP":
                return ActionOutcome.Of(CallEvents.ReleaseCall(engine, state, ScriptEndings.Hangup, string.Empty));
            case "BLINDXFER":
                return ActionOutcome.Of(BlindTransfer(engine, state, node));
            case "PERMITCALL":
                return ActionOutcome.Of(CallEvents.End(state, ScriptEndings.Permit));
            case "SUPPRESSCALL":
                return ActionOutcome.Of(CallEvents.End(state, ScriptEndings.Suppress));
            case "HOURS":
                return ActionOutcome.Of(Hours(engine, state, node));
            case "REQAGENT" or "REQAGENT_DIGITAL":
                return ActionOutcome.Of(Queue(engine, state, node));
            case "CALLBACK":
                return ActionOutcome.Of(Callback(engine, state, node));
            case "SETSKILL":
                SetSkill(engine, state, node);
                return ActionOutcome.Of(engine.Follow(state, string.Empty));
            case "REST_API":
                return ActionOutcome.Of(Rest(engine, state, node));
            default:
                return null;
        }
    }

    private static CallPause? BlindTransfer(CallEngine engine, CallState state, ScriptNode node)
    {
        state.Destination = engine.Text(state, node, "Destination").Text ?? "?";
        if (CallEvents.Find(state, "ONRELEASE") is not null)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.ReleaseEventAfterBlindTransfer));
        }

        return CallEvents.ReleaseCall(
            engine, state, ScriptEndings.Transferred, string.Empty, engine.Call.Assumptions.ReleaseEventAfterBlindTransfer);
    }

    private static CallPause? Hours(CallEngine engine, CallState state, ScriptNode node)
    {
        var profile = engine.Text(state, node, "Profile").Text ?? string.Empty;
        string?[] keys =
        [
            profile.Trim(), node.Id.ToString(CultureInfo.InvariantCulture), node.Action.Caption.Trim(),
            Description(node, "Profile"), "*",
        ];
        if (keys.Select(key => Lookup(engine.Call.Hours, key)).FirstOrDefault(exit => exit is not null) is { } given)
        {
            return engine.FollowStub(state, given);
        }

        if (keys.Select(key => Lookup(engine.Call.Profiles, key)).FirstOrDefault(found => found is not null) is { } hours)
        {
            var context = new CallContext(engine.Call, state);
            if (context.Now is not { } now || context.Moment is not { } moment)
            {
                return engine.Unknown(state, SimulationMessages.NoNow);
            }

            if (hours.IsHoliday(now))
            {
                state.Assumptions.Add(nameof(ScriptAssumptions.HolidayTakesHolidayExit));
            }

            return engine.Follow(state, hours.Exit(now, moment, engine.Call.Assumptions.HolidayTakesHolidayExit));
        }

        // With one exit wired, whatever the hours are, the call takes it or is stuck; only a stub can say that it is stuck.
        return Exits.Wired(node) is [var only]
            ? engine.Follow(state, only.Label)
            : engine.Unknown(state, SimulationMessages.NeedsOutcome(node.Type, Exits.List(node)));
    }

    private static CallPause? Queue(CallEngine engine, CallState state, ScriptNode node)
    {
        if (state.IsQueued && !state.IsAnswered)
        {
            state.Assumptions.Add(nameof(ScriptAssumptions.SecondQueueReplacesFirst));
        }

        if (!state.IsQueued || engine.Call.Assumptions.SecondQueueReplacesFirst)
        {
            SetSkill(engine, state, node);
            state.QueuedAt = state.Seconds;
        }

        state.IsQueued = true;
        return PromptActions.Prompt(engine, state, node, "Sequence") ? null : engine.Follow(state, string.Empty);
    }

    private static void SetSkill(CallEngine engine, CallState state, ScriptNode node)
    {
        state.Skill = (engine.Text(state, node, "Skill").Text ?? "?").Trim();
        state.SkillDescription = Description(node, "Skill") ?? string.Empty;
    }

    private static CallPause? Callback(CallEngine engine, CallState state, ScriptNode node)
    {
        if (!state.IsQueued)
        {
            return engine.Follow(state, "Error");
        }

        state.IsCallback = true;
        state.Destination = engine.Text(state, node, "PhoneNumber").Text ?? "?";
        return engine.Follow(state, string.Empty);
    }

    private static CallPause? Rest(CallEngine engine, CallState state, ScriptNode node)
    {
        var address = engine.Text(state, node, "ServiceAddress");
        var verb = engine.Text(state, node, "Verb").Text is { Length: > 0 } given ? given : "GET";
        if (RestStubs.Find(engine.Call, node, address.Text ?? string.Empty, verb) is not { } stub)
        {
            return engine.Unknown(state, SimulationMessages.NeedsReply(verb, address.Text ?? "?"));
        }

        var context = new CallContext(engine.Call, state);
        if (stub.IsTimeout || stub.Error is not null || stub.Status >= 400)
        {
            var error = stub.IsTimeout ? "Timeout" : stub.Error ?? stub.Status.ToString(CultureInfo.InvariantCulture);
            Set("errorArgList", StudioValue.Of(error));
            return stub.IsTimeout && Exits.IsWired(node, "Timeout") ? engine.Follow(state, "Timeout") : engine.Fault(state);
        }

        Set("resultSet", DynamicDocument.Parse(stub.Body) ?? StudioValue.Of(stub.Body));
        return engine.Follow(state, string.Empty);

        void Set(string property, StudioValue value)
        {
            if (CallEngine.Bare(node.Action.Text(property)) is { Length: > 0 } name)
            {
                context.Write(name, value);
            }
        }
    }

    /// <summary>The name in "id - name", which a picker of the editor stores beside an id.</summary>
    private static string? Description(ScriptNode node, string property)
        => node.Action.Property(property)?.Description is { } text
            ? text.IndexOf(" - ", StringComparison.Ordinal) is >= 0 and var dash ? text[(dash + 3)..].Trim() : text.Trim()
            : null;

    private static T? Lookup<T>(IReadOnlyDictionary<string, T> map, string? key)
        where T : class
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        foreach (var (name, value) in map)
        {
            if (name.Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
