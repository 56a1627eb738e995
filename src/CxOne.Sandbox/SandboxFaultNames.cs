using System.Globalization;

namespace CxOne.Sandbox;

/// <summary>The names under which faults are asked for on a command line and in <c>/sandbox/faults</c>.</summary>
public static class SandboxFaultNames
{
    private static readonly (string Name, SandboxFault Fault)[] Names =
    [
        ("latency", SandboxFault.Latency),
        ("429", SandboxFault.TooManyRequests),
        ("500", SandboxFault.ServerError),
        ("503", SandboxFault.ServiceUnavailable),
        ("reset-before", SandboxFault.ResetBefore),
        ("reset-after", SandboxFault.ResetAfter),
        ("truncate", SandboxFault.Truncate),
        ("stale-etag", SandboxFault.StaleETag),
        ("expire-token", SandboxFault.ExpireToken),
    ];

    /// <summary>Every name, in the order of <see cref="SandboxFault"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(entry => entry.Name)];

    /// <summary>The name of a fault.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no fault.</exception>
    public static string Of(SandboxFault fault)
    {
        foreach (var entry in Names)
        {
            if (entry.Fault == fault)
            {
                return entry.Name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
    }

    /// <summary>Reads a name without throwing. Upper and lower case are the same.</summary>
    public static bool TryParse(string? name, out SandboxFault fault)
    {
        foreach (var entry in Names)
        {
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                fault = entry.Fault;
                return true;
            }
        }

        fault = default;
        return false;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">No fault has that name; the message lists the names there are.</exception>
    public static SandboxFault Parse(string name) => TryParse(name, out var fault)
        ? fault
        : throw new FormatException($"'{name}' is no fault. Faults: {string.Join(", ", All)}.");

    /// <summary>Reads <c>kind=share</c>, the share a ratio from 0 to 1, e.g. <c>reset-after=0.25</c>.</summary>
    /// <exception cref="FormatException">The kind is unknown, or the share is missing or out of range.</exception>
    public static KeyValuePair<SandboxFault, double> ParseShare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0)
        {
            throw new FormatException($"'{text}' is no fault with a share: write it as kind=share, e.g. 503=0.1.");
        }

        var fault = Parse(text[..separator]);
        if (!double.TryParse(text.AsSpan(separator + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            || !(share is >= 0 and <= 1))
        {
            throw new FormatException($"'{text[(separator + 1)..]}' is no share: write a number from 0 to 1, e.g. 0.1.");
        }

        return new(fault, share);
    }
}
