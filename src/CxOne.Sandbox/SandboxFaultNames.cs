using System.Globalization;

namespace CxOne.Sandbox;

/// <summary>The names of faults on a command line and in <c>/sandbox/faults</c>.</summary>
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

    /// <summary>Gets all names in the order of <see cref="SandboxFault"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(entry => entry.Name)];

    /// <summary>Returns the name of a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fault is not defined.</exception>
    public static string Of(SandboxFault fault)
    {
        foreach (var entry in Names)
        {
            if (entry.Fault == fault)
            {
                return entry.Name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(fault), fault, SandboxMessages.FaultUndefined);
    }

    /// <summary>Parses a name without throwing. The case of letters is ignored.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fault">The fault, if the name is known.</param>
    /// <returns><see langword="true"/> if the name is known.</returns>
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

    /// <summary>Parses a name. The case of letters is ignored.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="FormatException">The name is unknown. The message lists the known names.</exception>
    public static SandboxFault Parse(string name) => TryParse(name, out var fault)
        ? fault
        : throw new FormatException(SandboxMessages.UnknownFault(name, string.Join(", ", All)));

    /// <summary>Parses a fault and its share, such as <c>reset-after=0.25</c>.</summary>
    /// <param name="text">The text <c>kind=share</c>.</param>
    /// <returns>The fault and its share, a ratio from 0 to 1.</returns>
    /// <exception cref="FormatException">The kind is unknown, or the share is missing or out of range.</exception>
    public static KeyValuePair<SandboxFault, double> ParseShare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0)
        {
            throw new FormatException(SandboxMessages.ShareMissing(text));
        }

        var fault = Parse(text[..separator]);
        if (!double.TryParse(text.AsSpan(separator + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            || !(share is >= 0 and <= 1))
        {
            throw new FormatException(SandboxMessages.ShareInvalid(text[(separator + 1)..]));
        }

        return new(fault, share);
    }
}
