namespace CxOne.Sandbox.Http;

/// <summary>The endpoints of one area of the tenant.</summary>
internal interface IEndpoints
{
    void Register(RouteTable routes);
}
