namespace CxOne.Sandbox.Http;

/// <summary>One area of the tenant: the routes that it answers.</summary>
internal interface IArea
{
    void Register(RouteTable routes);
}
