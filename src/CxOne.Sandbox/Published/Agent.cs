namespace CxOne.Sandbox.Published;

/// <summary>Somebody who can be given skills.</summary>
internal sealed record Agent(int AgentId, string FirstName, string LastName);
