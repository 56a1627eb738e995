namespace CxOne.Http;

/// <summary>A request whose answer came so late that it may have reached the tenant long after it was granted.</summary>
/// <param name="Place">The number of its place.</param>
/// <param name="Elapsed">The time from the request for the place to the answer.</param>
public sealed record LateRequest(long Place, TimeSpan Elapsed);
