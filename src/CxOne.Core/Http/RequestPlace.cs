namespace CxOne.Http;

/// <summary>The answer to a request for a place in a shared budget.</summary>
/// <param name="IsGranted">Whether the request may be sent now.</param>
/// <param name="Number">The number of the place, if it is granted.</param>
/// <param name="Wait">The expected time until it may be sent.</param>
/// <param name="Clients">The number of connections that were seen in the last five minutes; <see langword="null"/> if it was not counted.
/// </param>
public sealed record RequestPlace(bool IsGranted, long Number, TimeSpan Wait, int? Clients);
