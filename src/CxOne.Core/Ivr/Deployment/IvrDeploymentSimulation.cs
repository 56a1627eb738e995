using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Ivr;

/// <summary>Simulates the calls that must pass before a deployment is submitted.</summary>
internal sealed class IvrDeploymentSimulation
{
    private readonly CxConnection _connection;
    private readonly IvrDeploymentRequest _request;
    private readonly IvrApi _api;
    private readonly ICxLog _log;

    public IvrDeploymentSimulation(CxConnection connection, IvrDeploymentRequest request, IvrApi api, ICxLog log)
    {
        _connection = connection;
        _request = request;
        _api = api;
        _log = log;
    }

    public async Task<IReadOnlyList<IvrSimulationResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<(string Id, IvrTestCase Case)> plan = [];
        foreach (var id in _request.IvrDefinitionId)
        {
            var cases = _request.TestCases.Count > 0
                ? _request.TestCases.Where(testCase => testCase.IvrDefinitionId is null || testCase.IvrDefinitionId == id).ToList()
                : await PlanAsync(id, cancellationToken).ConfigureAwait(false);
            if (cases.Count == 0)
            {
                throw new CxException(
                    CxErrors.SimulationInputMissing,
                    IvrMessages.NothingToSimulate(id),
                    id);
            }

            plan.AddRange(cases.Select(testCase => (id, testCase)));
        }

        List<IvrSimulationResult> simulations = [];
        for (var number = 0; number < plan.Count; number++)
        {
            var (id, testCase) = plan[number];
            _log.Progress(new CxProgress(
                IvrMessages.SimulationActivity, IvrMessages.CallSimulated(id, testCase.Input, number + 1, plan.Count))
            {
                PercentComplete = number * 100 / plan.Count
            });
            simulations.Add(
                await IvrSimulator.SimulateAsync(
                    _connection, id, testCase, _request.MaxTimeoutSec, _log, cancellationToken).ConfigureAwait(false));
        }

        _log.Progress(new CxProgress(IvrMessages.SimulationActivity, IvrMessages.SimulationDone) { IsCompleted = true });
        return simulations;
    }

    private async Task<IReadOnlyList<IvrTestCase>> PlanAsync(string id, CancellationToken cancellationToken)
    {
        var cases = IvrPathPlanner.Plan(await _api.GetDefinitionAsync(id, cancellationToken).ConfigureAwait(false));
        _log.Verbose(IvrMessages.CallsPlanned(id, cases.Count));
        return cases;
    }
}
