namespace CxOne.Sandbox.OAuth;

/// <summary>A client that may ask for tokens.</summary>
internal sealed record OAuthClient(string Id, string Secret, IReadOnlyList<string> Scopes, TimeSpan TokenLifetime);
