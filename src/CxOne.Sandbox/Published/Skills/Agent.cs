namespace CxOne.Sandbox.Published.Skills;

/// <summary>An agent who can have skills.</summary>
internal sealed record Agent(int AgentId, string FirstName, string LastName);

/// <summary>The agents of the sample tenant.</summary>
internal static class SampleAgents
{
    private const int FirstAgentId = 1001;

    private static readonly (string First, string Last)[] People =
    [
        ("Avery", "Nguyen"), ("Jordan", "Bailey"), ("Morgan", "Silva"), ("Casey", "Okafor"), ("Riley", "Novak"),
        ("Taylor", "Haddad"), ("Robin", "Fischer"), ("Jamie", "Kowalski"), ("Alex", "Moreau"), ("Sam", "Lindqvist"),
        ("Charlie", "Tanaka"), ("Drew", "Castillo"),
    ];

    public static List<Agent> All() => [.. People.Select((person, index) => new Agent(FirstAgentId + index, person.First, person.Last))];
}
