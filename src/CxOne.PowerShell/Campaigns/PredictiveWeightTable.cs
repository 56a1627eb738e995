using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;

namespace CxOne.PowerShell.Campaigns;

/// <summary>
/// Represents weights by key, as a hashtable holds them. Unknown keys are kept, so that all violations are reported together.
/// The properties exist so that pwsh completes the keys inside <c>-Weight @{ }</c>.
/// </summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "They are the keys of the tenant.")]
public sealed class PredictiveWeightTable
{
    /// <summary>Initializes a new instance of the <see cref="PredictiveWeightTable"/> class that is empty.</summary>
    public PredictiveWeightTable()
    {
    }

    internal PredictiveWeightTable(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        foreach (var (name, value) in entries)
        {
            Entries[name] = value;
        }
    }

    /// <summary>Gets or sets the weight of the answer rate, −1 to 1.</summary>
    public object? answer_rate { get => Entries["answer_rate"]; set => Entries["answer_rate"] = value; }

    /// <summary>Gets or sets the weight of the call rate, −1 to 1.</summary>
    public object? call_rate { get => Entries["call_rate"]; set => Entries["call_rate"] = value; }

    /// <summary>Gets or sets the weight of the predictive factor, −1 to 1.</summary>
    public object? predictive_factor { get => Entries["predictive_factor"]; set => Entries["predictive_factor"] = value; }

    /// <summary>Gets or sets the weight of the maximum number of concurrent calls, −1 to 1.</summary>
    public object? max_concurrent { get => Entries["max_concurrent"]; set => Entries["max_concurrent"] = value; }

    /// <summary>Gets or sets the weight of the efficiency of the agents, −1 to 1.</summary>
    public object? agent_efficiency { get => Entries["agent_efficiency"]; set => Entries["agent_efficiency"] = value; }

    internal OrderedDictionary Entries { get; } = [];
}
