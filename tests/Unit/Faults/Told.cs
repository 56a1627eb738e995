using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Merge;

namespace CxOne.Tests.Faults;

/// <summary>What the user was told of a write.</summary>
/// <param name="Claim">What that amounts to.</param>
/// <param name="Words">Status, or error id and message.</param>
/// <param name="Advice">What to do next.</param>
internal sealed record Told(Claim Claim, string Words, string? Advice = null)
{
    public static Told Made(string words) => new(Claim.Made, words);

    public static Told NotMade(string words) => new(Claim.NotMade, words);

    /// <summary>What a status of a versioned change says.</summary>
    public static Told Status(string status) => status is "Changed" or "Recognised" ? Made(status) : NotMade(status);

    /// <summary>What an error says, read as a user reads it: by its id first, by its words where one id is used for two things.</summary>
    public static Told Of(Exception exception) => new(Classify(exception), Line(exception), (exception as CxException)?.RecommendedAction);

    private static Claim Classify(Exception exception) => exception switch
    {
        OperationCanceledException => Claim.Unknown,
        CxUnknownOutcomeException or CxConflictException { MayHaveBeenMade: true } => Claim.Unknown,
        CxUnrecordedChangeException => Claim.Made,
        IvrDeploymentException deployment when deployment.Definition == CxErrors.AuditWriteFailed => Claim.Made,
        CxException { Definition: var definition } when definition == CxErrors.OutcomeUnknown || definition == CxErrors.DeploymentTimeout
            || definition == CxErrors.WeightRevertFailed => Claim.Unknown,
        CxRequestException request when request.Message.Contains("not known", StringComparison.Ordinal) => Claim.Unknown,
        CxException => Claim.NotMade,
        _ => Claim.Broken,
    };

    private static string Line(Exception exception) =>
        $"{(exception as CxException)?.ErrorId ?? exception.GetType().Name}: {exception.Message}".ReplaceLineEndings(" ");
}
