using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>What to do about a deployment that failed for a cause which the definition cannot mend.</summary>
internal static class IvrDeploymentAdvice
{
    /// <summary>Returns the advice; <see langword="null"/> if that of the error's definition fits.</summary>
    /// <param name="definition">The error.</param>
    /// <param name="cause">The tenant's refusal, if any.</param>
    /// <param name="failureReason">Why the job failed, if a job exists.</param>
    public static string? For(CxErrorDefinition definition, Exception? cause, string? failureReason)
    {
        if (definition == CxErrors.DeploymentRejected)
        {
            return cause is CxRequestException { Errors: { Count: > 0 } errors } && errors.All(error => error.Field == "targetEnvironment")
                ? CxHint.CorrectEnvironment.ToString()
                : null;
        }

        return (definition == CxErrors.DeploymentFailed || definition == CxErrors.DeploymentRolledBack)
            && failureReason?.Contains(IvrDeploymentState.ProvisioningTimeout, StringComparison.OrdinalIgnoreCase) == true
            ? CxHint.DeployLater.ToString()
            : null;
    }
}
