using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Sandbox;

namespace CxOne.PowerShell.Connection;

/// <summary>Connects to a sandbox tenant in this process instead of through sockets. Each connection has a tenant of its own.</summary>
internal static class SandboxConnection
{
    public const int RequestsPerMinute = 6000;
    private const string Address = "https://sandbox.localhost";

    public static CxConnectOptions Options(CxConnectRequest request, Hashtable? settings)
    {
        var options = TenantOptions(settings);
        var tenant = Tenant(options);
        // Without /api/v2, only the token of an access key names the tenant.
        var isAccessKey = request.AccessKey || options.Families == SandboxFamilies.Published;
        return (request with
        {
            BaseUri = Address,
            AccessKey = isAccessKey,
            Credential = request.Credential
                ?? (isAccessKey
                    ? new CxCredential("sandbox-key", "sandbox-key-secret")
                    : new CxCredential("sandbox", "sandbox-secret")),
        }).Resolve(Local.Variable) with
        {
            Transport = () => new SandboxHandler(tenant, disposesTenant: true),
            IsSandbox = true,
        };
    }

    private static SandboxTenant Tenant(SandboxOptions options)
    {
        try
        {
            // Without a state file, the task is already complete.
            return SandboxTenant.CreateAsync(options).GetAwaiter().GetResult();
        }
        catch (ArgumentException exception)
        {
            throw new CxValidationException([ConnectionCmdletMessages.SandboxOptionInvalid(null, exception.Message)]);
        }
    }

    private static SandboxOptions TenantOptions(Hashtable? settings)
    {
        var options = new SandboxOptions();
        List<string> violations = [];
        foreach (DictionaryEntry setting in settings ?? [])
        {
            var name = Convert.ToString(setting.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            try
            {
                options = name.ToUpperInvariant() switch
                {
                    "RATELIMIT" => options with { RateLimitPerMinute = Whole(setting.Value) },
                    "SEED" => options with { Seed = Whole(setting.Value) },
                    "JOBSTEPMS" => options with { JobStep = TimeSpan.FromMilliseconds(Number(setting.Value)) },
                    "LATENCYMS" => options with { Latency = TimeSpan.FromMilliseconds(Number(setting.Value)) },
                    "FAMILIES" => options with { Families = To<SandboxFamilies>(To<string>(setting.Value)) },
                    "PUBLISHEDPROFILE" => options with { PublishedProfile = To<SandboxPublishedProfile>(To<string>(setting.Value)) },
                    "PUBLISHEDPUT" => options with { PublishedPut = To<SandboxPublishedPut>(To<string>(setting.Value)) },
                    "SKILLCOUNT" => options with { SkillCount = Whole(setting.Value) },
                    "FAULT" => options with { Faults = Faults(setting.Value) },
                    _ => throw new PSInvalidCastException(ConnectionCmdletMessages.SandboxOptionUnknown),
                };
            }
            catch (Exception exception) when (exception is PSInvalidCastException
                or ArgumentException
                or FormatException
                or OverflowException)
            {
                violations.Add(ConnectionCmdletMessages.SandboxOptionInvalid(name, exception.Message));
            }
        }

        CxValidationException.ThrowIfAny(violations);
        return options;
    }

    private static Dictionary<SandboxFault, double> Faults(object? value)
        => value is IDictionary faults
            ? faults
                .Cast<DictionaryEntry>()
                .ToDictionary(fault => SandboxFaultNames.Parse(To<string>(fault.Key)), fault => Number(fault.Value))
            : throw new PSInvalidCastException(ConnectionCmdletMessages.FaultNotAHashtable);

    private static int Whole(object? value) => To<int>(StrictNumberAttribute.Read(value, isWhole: true));

    private static double Number(object? value) => To<double>(StrictNumberAttribute.Read(value, isWhole: false));

    private static T To<T>(object? value) => LanguagePrimitives.ConvertTo<T>(value);
}
