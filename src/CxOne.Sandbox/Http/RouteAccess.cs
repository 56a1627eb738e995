namespace CxOne.Sandbox.Http;

/// <summary>Who may call a route.</summary>
internal enum RouteAccess
{
    /// <summary>Anybody: the route gives out tokens or tells where they are to be had.</summary>
    Open,

    /// <summary>Whoever holds a token, and the route's scope if it names one.</summary>
    Token,
}
