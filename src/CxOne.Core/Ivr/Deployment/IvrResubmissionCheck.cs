using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Looks up whether a further submission whose answer was lost has become a job.</summary>
internal sealed class IvrResubmissionCheck
{
    private readonly IvrDeploymentRequest _request;
    private readonly IvrApi _api;

    public IvrResubmissionCheck(IvrDeploymentRequest request, IvrApi api)
    {
        _request = request;
        _api = api;
    }

    /// <summary>
    /// The answer to a further submission was lost. The tenant's jobs, the newest first, show whether it was taken on: rolling the job
    /// before it back while a newer one deploys would put an old version over a new one.
    /// </summary>
    /// <returns>The failure as it stands once the list has decided it: the submission was not taken on.</returns>
    /// <exception cref="CxUnknownOutcomeException">It may have been: the list cannot
    /// be read, or shows a newer job for the same.</exception>
    public async Task<CxRequestException> RequireNotTakenOnAsync(
        IvrDeploymentJob failed, CxUnknownOutcomeException lost, CancellationToken cancellationToken)
    {
        List<IvrDeploymentJob> newer = [];
        try
        {
            await foreach (var page in _api.ListDeploymentsAsync(_request.TargetEnvironment, cancellationToken).ConfigureAwait(false))
            {
                newer.AddRange(page.Items.TakeWhile(job => job.JobId != failed.JobId));
                if (page.Items.Any(job => job.JobId == failed.JobId))
                {
                    if (newer.Find(IsForTheSame) is not { } seen)
                    {
                        return NotTakenOn(failed, lost);
                    }

                    throw Open($"The list of jobs shows a newer one for the same, {seen.JobId} ({seen.Status}).", lost);
                }
            }
        }
        catch (CxException look) when (look is not CxUnknownOutcomeException)
        {
            throw Open($"The list of jobs cannot be read: {look.Message}", lost);
        }

        throw Open("The list of jobs does not show the job that failed.", lost);

        CxUnknownOutcomeException Open(string why, CxUnknownOutcomeException cause) => CxUnknownOutcomeException.Of(
            cause,
            $"{cause.Message} {why} {IvrDeploymentReport.NotRolledBack(failed)}",
            cause.Item,
            CxHint.FindNewerJob(failed.JobId).ToString(),
            answerWasLost: true);
    }

    private static CxRequestException NotTakenOn(IvrDeploymentJob failed, CxUnknownOutcomeException lost)
    {
        var (definition, how) = lost.StatusCode switch
        {
            null => (CxErrors.ConnectionFailed, "its answer was lost"),
            >= 500 and var status => (CxErrors.ServiceUnavailable, $"it was answered with {status}"),
            var status => (CxErrors.ResponseInvalid, $"it was answered with {status}, which does not tell"),
        };
        return lost.As(definition,
            $"{lost.Method} {lost.Uri} was sent once more and {how}; the list of jobs shows no newer one "
                + $"than {failed.JobId}, so that it was not taken on.");
    }

    private bool IsForTheSame(IvrDeploymentJob job)
        => job.IvrDefinitionId.Order(StringComparer.Ordinal).SequenceEqual(_request.IvrDefinitionId.Order(StringComparer.Ordinal));
}
