using System.Globalization;

namespace CxOne.Sandbox.Server;

/// <summary>The command line of the server.</summary>
internal sealed record ServerArguments
{
    public const string Usage = """
        Runs the sandbox tenant on a loopback port and prints one line, "listening http://127.0.0.1:<port>".

        Usage: dotnet CxOne.Sandbox.Server.dll [options]

          --port <number>         port to listen on; default 0, a free port
          --rate-limit <number>   maximum requests per minute and client, default 6000
          --seed <number>         seed for faults and ids, default 1
          --fault <kind>=<share>  share of requests, 0 to 1, that meets a fault; can be repeated
                                  kinds: latency, 429, 500, 503, reset-before, reset-after, truncate,
                                  stale-etag, expire-token
          --data-actions <number> number of data actions, at least 63, default 63
          --skill-count <number>  number of skills of the published family, at least 230, default 230
          --families <name>       families of calls: both, seed (/api/v2) or published (/inContactAPI), default both
          --published-profile <name>
                                  spellings of the published family: v30, v33 or old, default v30
          --put <name>            members that a PUT of the published family omits: replace resets, merge keeps them,
                                  default replace
          --job-step <ms>         duration of each state of a job, default 50
          --latency <ms>          delay of every response, default 0
          --state <file>          load the tenant from this file, and save it there after every change
          --parent <pid>          stop when this process ends
          --help                  show this text

        The clients are sandbox / sandbox-secret, reader / reader-secret, short / short-secret; the access key is
        sandbox-key / sandbox-key-secret, and its OpenID Connect client is sandbox-app / sandbox+app/secret=.
        GET /sandbox/requests lists the received requests, GET /sandbox/state shows the tenant,
        GET /sandbox/deliveries lists webhook deliveries; POST /sandbox/reset restores the sample tenant;
        POST /sandbox/faults adds fault rules for single requests.
        """;

    public int Port { get; init; }

    public int? ParentProcessId { get; init; }

    public bool IsHelp { get; init; }

    public SandboxOptions Options { get; init; } = new();

    /// <summary>Parses the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, or its value is missing or invalid.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> arguments)
    {
        var result = new ServerArguments();
        var options = result.Options;
        var faults = new Dictionary<SandboxFault, double>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            string? attached = null;
            if (name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf('=', StringComparison.Ordinal) is > 0 and var separator)
            {
                attached = name[(separator + 1)..];
                name = name[..separator];
            }

            if (name is "--help" or "-h")
            {
                return result with { IsHelp = true };
            }

            if (name is not ("--port"
                or "--rate-limit"
                or "--seed"
                or "--fault"
                or "--data-actions"
                or "--skill-count"
                or "--families"
                or "--published-profile"
                or "--put"
                or "--job-step"
                or "--latency"
                or "--state"
                or "--parent"))
            {
                throw new FormatException(ServerMessages.UnknownOption(name));
            }

            if (attached is null && ++index == arguments.Count)
            {
                throw new FormatException(ServerMessages.ValueRequired(name));
            }

            var value = attached ?? arguments[index];
            switch (name)
            {
                case "--port":
                    result = result with { Port = Integer(name, value, 0, 65535) };
                    break;
                case "--rate-limit":
                    options = options with { RateLimitPerMinute = Integer(name, value, 1, int.MaxValue) };
                    break;
                case "--seed":
                    options = options with { Seed = Integer(name, value, int.MinValue, int.MaxValue) };
                    break;
                case "--fault":
                    var (fault, share) = SandboxFaultNames.ParseShare(value);
                    faults[fault] = share;
                    break;
                case "--data-actions":
                    options = options with { DataActions = Integer(name, value, new SandboxOptions().DataActions, 100_000) };
                    break;
                case "--skill-count":
                    options = options with
                    {
                        SkillCount = Integer(name, value, new SandboxOptions().SkillCount, SandboxOptions.LargestSkillCount),
                    };
                    break;
                case "--families":
                    options = options with { Families = Choice<SandboxFamilies>(name, value) };
                    break;
                case "--published-profile":
                    options = options with { PublishedProfile = Choice<SandboxPublishedProfile>(name, value) };
                    break;
                case "--put":
                    options = options with { PublishedPut = Choice<SandboxPublishedPut>(name, value) };
                    break;
                case "--job-step":
                    options = options with { JobStep = Milliseconds(name, value) };
                    break;
                case "--latency":
                    options = options with { Latency = Milliseconds(name, value) };
                    break;
                case "--state":
                    if (value.Length == 0)
                    {
                        throw new FormatException(ServerMessages.StateFileRequired);
                    }

                    options = options with { StateFile = Path.GetFullPath(value) };
                    break;
                default:
                    result = result with { ParentProcessId = Integer(name, value, 1, int.MaxValue) };
                    break;
            }
        }

        return result with { Options = options with { Faults = faults } };
    }

    private static TimeSpan Milliseconds(string name, string value) =>
        TimeSpan.FromMilliseconds(Integer(name, value, 0, 86_400_000));

    private static T Choice<T>(string name, string value)
        where T : struct, Enum
    {
        // Enum.TryParse would also take numbers and lists.
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (string.Equals(candidate.ToString(), value, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        throw new FormatException(ServerMessages.NotAChoice(name, value, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()));
    }

    private static int Integer(string name, string value, int minimum, int maximum) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= minimum
        && number <= maximum
            ? number
            : throw new FormatException(ServerMessages.NotInRange(name, value, minimum, maximum));
}
