using CxOne.Tests.Support;

namespace CxOne.Tests.Ivr;

/// <summary>The answers of a tenant during a deployment.</summary>
internal static class IvrAnswers
{
    public const string Reason = "dependencyResolutionError: queue 'q-7' is disabled";

    public static ScriptedAnswer Taken(string job = "job-1") => ScriptedAnswer.Json(202, Body(job, "QUEUED", null));

    public static ScriptedAnswer Job(string status, string? reason = null, string job = "job-1")
        => ScriptedAnswer.Json(200, Body(job, status, reason));

    public static ScriptedAnswer RollbackTaken(string job = "job-1") => ScriptedAnswer.Json(202, Body(job, "ROLLING_BACK", Reason));

    public static ScriptedAnswer ExportTaken() => ScriptedAnswer.Json(202, """{"exportJobId":"export-1"}""");

    public static ScriptedAnswer Export(string status = "COMPLETED") => ScriptedAnswer.Json(
        200,
        $$"""{"exportJobId":"export-1","status":"{{status}}","rows":[{"jobId":"job-1","deploymentLatencyMs":1500,"validationSuccessRate":1,"ttsResourceUtilization":0.02,"rollbackCount":0}]}""");

    public static ScriptedAnswer Recorded()
        => ScriptedAnswer.Json(
            201,
            """{"logId":"log-1","eventType":"IVR_DEPLOYMENT","status":"RECORDED","retentionExpiry":"2027-01-01T00:00:00.000Z","complianceStatus":"VALID"}""");

    public static ScriptedAnswer Refused() => ScriptedAnswer.Json(
        400,
        """{"message":"Validation failed.","errors":[{"nodeId":"menu-1","code":"OVERLAPPING_DTMF","message":"Digit 2 twice."},{"nodeId":"menu-2","code":"TTS","message":"Too many units."}]}""");

    public static ScriptedAnswer Simulated(string status = "MATCH", string timeouts = "") => ScriptedAnswer.Json(
        200,
        $$$"""{"simulationId":"sim-1","pathTraversal":[{"nodeId":"menu","input":"1","status":"{{{status}}}","nextNodeId":"sales","ttsRenderError":false}],"timeoutEvents":[{{{timeouts}}}],"ttsResourceUsage":{"voices":["v"],"unitsConsumed":12}}""");

    private static string Body(string job, string status, string? reason)
        => $$"""{"jobId":"{{job}}","status":"{{status}}","failureReason":{{(reason is null ? "null" : $"\"{reason}\"")}},"rollbackOnFailure":true,"ivrDefinitionIds":["d-1"],"targetEnvironment":"staging","submittedAt":"2026-03-01T12:00:00.000Z","estimatedCompletionSeconds":45}""";
}
