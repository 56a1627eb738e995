namespace CxOne.Sandbox.OAuth;

/// <summary>Whom a valid token speaks for.</summary>
internal sealed record Session(string ClientId, IReadOnlyList<string> Scopes);
