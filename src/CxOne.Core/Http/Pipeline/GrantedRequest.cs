namespace CxOne.Http;

/// <summary>A request that may be sent.</summary>
/// <param name="Place">The number of its place in a shared budget; 0 if it has none.</param>
/// <param name="RequestedAt">The timestamp before the place was requested for the last time.</param>
internal readonly record struct GrantedRequest(long Place, long RequestedAt);
