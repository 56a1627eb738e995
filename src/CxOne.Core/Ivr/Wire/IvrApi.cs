using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>The tenant's calls for IVR definitions and deployments, one method per call.</summary>
internal sealed class IvrApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;

    public IvrApi(CxApiClient client, ICxLog log)
    {
        _client = client;
        _log = log;
    }

    public IAsyncEnumerable<CxPage<IvrDefinition>> ListDefinitionsAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(ApiRoutes.IvrDefinitions, null, IvrJson.Default.CxEntityPageIvrDefinition, _log, cancellationToken);

    public async Task<IvrDefinition> GetDefinitionAsync(string id, CancellationToken cancellationToken)
        => (await SendAsync(ApiRoutes.IvrDefinition, id, null, cancellationToken).ConfigureAwait(false)).Read(
            IvrJson.Default.IvrDefinition);

    public async Task<IvrSimulationAnswer> SimulateAsync(IvrSimulationBody body, CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(
            Request(
                ApiRoutes.IvrSimulate,
                body.IvrDefinitionId,
                JsonSerializer.SerializeToUtf8Bytes(body, IvrJson.Default.IvrSimulationBody)) with
            {
                // A simulation changes nothing at the tenant.
                RepeatIsHarmless = true,
                ChangesNothing = true,
            },
            _log,
            cancellationToken).ConfigureAwait(false);
        return response.Read(IvrJson.Default.IvrSimulationAnswer);
    }

    public async Task<IvrDeploymentJob> DeployAsync(IvrDeploymentBody body, string idempotencyKey, CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(
            ApiPost.Request(
                ApiRoutes.IvrDeploy,
                body,
                IvrJson.Default.IvrDeploymentBody,
                string.Join(", ", body.IvrDefinitionIds),
                CxHint.FindJob.ToString()) with
            {
                IdempotencyKey = idempotencyKey,
            },
            _log,
            cancellationToken).ConfigureAwait(false);
        var job = response.Read(IvrJson.Default.IvrDeploymentJob);
        return job.JobId.Length > 0 ? job : throw response.Invalid(IvrMessages.JobWithoutId);
    }

    public IAsyncEnumerable<CxPage<IvrDeploymentJob>> ListDeploymentsAsync(string? environment, CancellationToken cancellationToken)
        => _client.ReadPagesAsync(
            ApiRoutes.IvrDeployments,
            environment is null ? null : $"targetEnvironment={Uri.EscapeDataString(environment)}",
            IvrJson.Default.CxEntityPageIvrDeploymentJob,
            _log,
            cancellationToken);

    public async Task<IvrDeploymentJob> GetDeploymentAsync(string jobId, CancellationToken cancellationToken)
        => (await SendAsync(ApiRoutes.IvrDeployment, jobId, null, cancellationToken).ConfigureAwait(false)).Read(
            IvrJson.Default.IvrDeploymentJob);

    public async Task<IvrDeploymentJob> RollBackAsync(
        string jobId, string reason, string idempotencyKey, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new IvrRollbackBody { Reason = reason }, IvrJson.Default.IvrRollbackBody);
        var request = Request(ApiRoutes.IvrRollback, jobId, body) with
        {
            IdempotencyKey = idempotencyKey, LookUp = CxHint.FindRollBack(jobId).ToString()
        };
        var response = await _client.SendAsync(request, _log, cancellationToken).ConfigureAwait(false);
        var job = response.Read(IvrJson.Default.IvrDeploymentJob);
        return job.JobId == jobId ? job : throw response.Invalid(IvrMessages.AnswerForOtherJob(jobId));
    }

    public async Task<string> StartExportAsync(IvrExportBody body, string jobId, CancellationToken cancellationToken)
    {
        var response = await _client.PostAsync(
            ApiRoutes.ExportStart,
            body,
            IvrJson.Default.IvrExportBody,
            jobId,
            CxHint.RepeatExport.ToString(),
            _log,
            cancellationToken).ConfigureAwait(false);
        return response.Read(IvrJson.Default.IvrExportStarted).ExportJobId is { Length: > 0 } id
            ? id
            : throw response.Invalid(IvrMessages.ExportJobWithoutId);
    }

    public async Task<IvrExportAnswer> GetExportAsync(string exportJobId, CancellationToken cancellationToken)
        => (await SendAsync(ApiRoutes.ExportJob, exportJobId, null, cancellationToken).ConfigureAwait(false)).Read(
            IvrJson.Default.IvrExportAnswer);

    private Task<CxResponse> SendAsync(ApiRoute route, string id, byte[]? body, CancellationToken cancellationToken)
        => _client.SendAsync(Request(route, id, body), _log, cancellationToken);

    private static CxRequest Request(ApiRoute route, string id, byte[]? body) => new()
    {
        Method = route.Method,
        Path = route.With(id),
        Body = body is null ? null : new ReadOnlyMemory<byte>(body),
        RequiredScope = route.Scope,
        Item = id,
    };
}
