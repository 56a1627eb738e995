using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Looks up whether a repeated submission whose answer was lost has created a job.</summary>
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
    /// Reads the tenant's jobs, newest first, until the failed job appears. If a newer job deploys the same definitions, the failed job
    /// must not be rolled back, because that would replace a new version by an old one.
    /// </summary>
    /// <returns>The failure of the submission, which the list shows was not accepted.</returns>
    /// <exception cref="CxUnknownOutcomeException">The submission may have been accepted: the list cannot be read, or contains a newer job
    /// for the same definitions.</exception>
    public async Task<CxRequestException> RequireNotAcceptedAsync(
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
                        return NotAccepted(failed, lost);
                    }

                    throw Unclear(IvrMessages.NewerJobListed(seen.JobId, seen.Status));
                }
            }
        }
        catch (CxException exception) when (exception is not CxUnknownOutcomeException)
        {
            throw Unclear(IvrMessages.JobListUnreadable(exception.Message));
        }

        throw Unclear(IvrMessages.FailedJobNotListed(failed.JobId));

        CxUnknownOutcomeException Unclear(string finding) => CxUnknownOutcomeException.Of(
            lost,
            IvrMessages.ResubmissionUnclear(lost.Message, finding, failed.JobId),
            lost.Item,
            CxHint.FindNewerJob(failed.JobId).ToString(),
            answerWasLost: true);
    }

    private static CxRequestException NotAccepted(IvrDeploymentJob failed, CxUnknownOutcomeException lost)
    {
        var definition = lost.StatusCode switch
        {
            null => CxErrors.ConnectionFailed,
            >= 500 => CxErrors.ServiceUnavailable,
            _ => CxErrors.ResponseInvalid,
        };
        return lost.As(definition, IvrMessages.ResubmissionNotAccepted(lost.Method!, lost.Uri!, lost.StatusCode, failed.JobId));
    }

    private bool IsForTheSame(IvrDeploymentJob job)
        => job.IvrDefinitionId.Order(StringComparer.Ordinal).SequenceEqual(_request.IvrDefinitionId.Order(StringComparer.Ordinal));
}
