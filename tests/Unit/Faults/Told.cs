using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Merge;

namespace CxOne.Tests.Faults;

/// <summary>The result of a write as the user sees it.</summary>
/// <param name="Claim">The claim about the write.</param>
/// <param name="Words">The status, or the error id and message.</param>
/// <param name="Advice">The recommended action.</param>
internal sealed record Told(Claim Claim, string Words, string? Advice = null)
{
    public static Told Made(string words) => new(Claim.Made, words);

    public static Told NotMade(string words) => new(Claim.NotMade, words);

    /// <summary>Converts the status of a versioned change.</summary>
    public static Told Status(string status) => status is "Changed" or "Recognised" ? Made(status) : NotMade(status);

    /// <summary>Converts an error by its id and type.</summary>
    public static Told Of(Exception exception) => new(Classify(exception), Line(exception), (exception as CxException)?.RecommendedAction);

    private static Claim Classify(Exception exception) => exception switch
    {
        OperationCanceledException => Claim.Unknown,
        CxUnknownOutcomeException or CxConflictException { MayHaveBeenMade: true } => Claim.Unknown,
        CxUnrecordedChangeException => Claim.Made,
        IvrDeploymentException deployment when deployment.Definition == CxErrors.AuditWriteFailed => Claim.Made,
        CxException { Definition: var definition } when definition == CxErrors.OutcomeUnknown || definition == CxErrors.DeploymentTimeout
            || definition == CxErrors.WeightRevertFailed => Claim.Unknown,
        CxException => Claim.NotMade,
        _ => Claim.Broken,
    };

    private static string Line(Exception exception) =>
        $"{(exception as CxException)?.ErrorId ?? exception.GetType().Name}: {exception.Message}".ReplaceLineEndings(" ");
}
