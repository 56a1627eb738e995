using CxOne.Sandbox.Campaigns;
using CxOne.Sandbox.Exports;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Ivr;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Advances deployments, exports and simulations to the time of the request before it is applied.</summary>
internal sealed class AdvanceMiddleware : IMiddleware
{
    private readonly DeploymentPlanner _planner;
    private readonly ExportRunner _exports;
    private readonly CampaignSimulationRunner _simulations;

    public AdvanceMiddleware(DeploymentPlanner planner, ExportRunner exports, CampaignSimulationRunner simulations)
    {
        _planner = planner;
        _exports = exports;
        _simulations = simulations;
    }

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        _planner.AdvanceTo(context.Now);
        _exports.AdvanceTo(context.Now);
        _simulations.AdvanceTo(context.Now);
        return next();
    }
}
