using System.Data.Common;
using System.Globalization;
using System.Net;
using CxOne.Errors;
using CxOne.Stores;
using Npgsql;

namespace CxOne.Store;

/// <summary>Reads connection strings, and refuses those that would not verify the certificate of a server on another computer.</summary>
internal static class StoreConnectionString
{
    private const string ApplicationName = "CxOne";

    /// <exception cref="CxException">The text is not a connection string, or not secure (<c>StoreInvalid</c>).</exception>
    public static NpgsqlConnectionStringBuilder Read(CxStoreOptions options)
    {
        var builder = Parse(options.ConnectionString);
        if (options.UserName is { Length: > 0 } user)
        {
            builder.Username = user;
        }

        if (options.Password is { Length: > 0 } password)
        {
            builder.Password = password;
        }

        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw Invalid(StoreMessages.HostMissing);
        }

        RequireVerifiedServer(builder);

        // Session state is needed and used: advisory locks, and settings that are made once per connection.
        builder.NoResetOnClose = true;
        builder.Multiplexing = false;
        builder.Enlist = false;
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
        builder.ApplicationName ??= ApplicationName;
        SetDefault(builder, "Maximum Pool Size", 20);
        SetDefault(builder, "Timeout", 5);
        SetDefault(builder, "Command Timeout", 15);
        SetDefault(builder, "Max Auto Prepare", 20);
        SetDefault(builder, "Auto Prepare Min Usages", 2);
        if (HasSeveralHosts(builder))
        {
            SetDefault(builder, "Target Session Attributes", "primary");
            RequirePrimary(builder);
        }

        return builder;
    }

    /// <summary>Returns servers, ports and database, without user and password.</summary>
    public static string Name(NpgsqlConnectionStringBuilder builder)
    {
        var hosts = builder.Host!.Split(',').Select(host => host.Trim())
            .Select(host => HasSeveralHosts(builder) && WithoutPort(host) != host.Trim('[', ']')
                ? host
                : string.Create(CultureInfo.InvariantCulture, $"{host}:{builder.Port}"));
        return $"{string.Join(',', hosts)}/{builder.Database ?? builder.Username}";
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        text = text.Trim();
        try
        {
            return text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                ? OfUri(new Uri(text))
                : new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            // The message and the cause may quote the password.
            throw Invalid(StoreMessages.NotAConnectionString);
        }
    }

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            builder.Username = Uri.UnescapeDataString(user);
            builder.Password = rest is [var password] ? Uri.UnescapeDataString(password) : null;
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var key, var given] ? (key, Uri.UnescapeDataString(given)) : (pair, string.Empty);
            builder[name switch
            {
                "sslmode" => "SSL Mode",
                "sslrootcert" => "Root Certificate",
                "sslcert" => "SSL Certificate",
                "sslkey" => "SSL Key",
                "application_name" => "Application Name",
                "connect_timeout" => "Timeout",
                "target_session_attrs" => "Target Session Attributes",
                _ => name,
            }] = value.Replace("-", string.Empty, StringComparison.Ordinal) is var plain && name == "sslmode" ? plain : value;
        }

        return builder;
    }

    private static bool HasSeveralHosts(NpgsqlConnectionStringBuilder builder) => builder.Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>Refuses kinds of servers that include a standby: nothing can be counted, locked or recorded there.</summary>
    private static void RequirePrimary(NpgsqlConnectionStringBuilder builder)
    {
        if (builder.TargetSessionAttributes is not ("primary" or "read-write"))
        {
            throw Invalid(StoreMessages.NotPrimary($"{builder.TargetSessionAttributes}"));
        }
    }

    private static void RequireVerifiedServer(NpgsqlConnectionStringBuilder builder)
    {
        var others = builder.Host!.Split(',').Select(WithoutPort).Where(host => !IsOfThisComputer(host)).ToList();
        if (others.Count == 0)
        {
            return;
        }

        if (!IsSet(builder, "SSL Mode"))
        {
            builder.SslMode = SslMode.VerifyFull;
        }

        if (builder.SslMode is not (SslMode.VerifyFull or SslMode.VerifyCA))
        {
            throw Invalid(StoreMessages.NotVerified(others[0], builder.SslMode.ToString()));
        }
    }

    private static bool IsOfThisComputer(string host)
        => host.StartsWith('/') || host.StartsWith('@')
            || (OperatingSystem.IsWindows() && Path.IsPathFullyQualified(host))
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string WithoutPort(string host)
    {
        host = host.Trim();
        var colon = host.LastIndexOf(':');

        // An IPv6 address has more than one colon, unless it is in brackets.
        return host.StartsWith('[') ? host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))]
            : colon > 0 && host.IndexOf(':', StringComparison.Ordinal) == colon ? host[..colon]
            : host;
    }

    private static void SetDefault(NpgsqlConnectionStringBuilder builder, string name, object value)
    {
        if (!IsSet(builder, name))
        {
            builder[name] = value;
        }
    }

    /// <summary>Whether a text names a value. The builder itself contains the defaults of all others.</summary>
    private static bool IsSet(NpgsqlConnectionStringBuilder builder, string name)
        => new DbConnectionStringBuilder { ConnectionString = builder.ConnectionString }.ContainsKey(name);

    private static CxException Invalid(string message) => new(CxErrors.StoreInvalid, message);
}
