using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Stores;
using CxOne.Stores;

namespace CxOne.PowerShell.Connection;

/// <summary>Connects this runspace to a tenant or to a sandbox tenant.</summary>
[ApiFamily]
[Cmdlet(VerbsCommunications.Connect, "CxOne", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(CxConnection))]
public sealed class ConnectCxOneCommand : CxCmdlet
{
    private const string EnvironmentSet = "Environment";
    private const string OrganizationSet = "Organization";
    private const string DomainSet = "Domain";
    private const string RegionSet = "Region";
    private const string AccessKeySet = "AccessKey";
    private const string SandboxSet = "Sandbox";

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public System.Security.SecureString? ClientSecret { get; set; }

    [Parameter(ParameterSetName = EnvironmentSet, Position = 0)]
    [Parameter(ParameterSetName = OrganizationSet)]
    [Parameter(ParameterSetName = DomainSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    [Parameter(ParameterSetName = OrganizationSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? OrganizationId { get; set; }

    [Parameter(ParameterSetName = DomainSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    [Parameter(ParameterSetName = RegionSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    [Parameter(ParameterSetName = AccessKeySet, Mandatory = true)]
    public SwitchParameter AccessKey { get; set; }

    [Parameter(ParameterSetName = AccessKeySet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ClientCredential { get; set; }

    [Parameter(ParameterSetName = AccessKeySet)]
    [ValidateNotNullOrEmpty]
    public string? Area { get; set; }

    [Parameter(ParameterSetName = AccessKeySet)]
    [ValidateNotNullOrEmpty]
    public string[] AllowHost { get; set; } = [];

    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNull]
    [Table]
    public System.Collections.Hashtable? SandboxOption { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenPath { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[]? Scope { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    [Parameter]
    [ValidateRange(1, 1_000_000)]
    [StrictNumber(IsWhole = true)]
    public int RequestsPerMinute { get; set; }

    [Parameter]
    [ValidateRange(1, 86_400)]
    [StrictNumber(IsWhole = true)]
    public int TimeoutSec { get; set; } = 300;

    [Parameter]
    [ValidateRange(0, 20)]
    [StrictNumber(IsWhole = true)]
    public int MaximumRetryCount { get; set; } = 4;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? Store { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? StoreCredential { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var former = ConnectionStore.Current is { IsOpen: true } open ? open : null;
        CxConnectOptions options;
        CxStoreOptions? store;
        try
        {
            store = StoreConnection.Options(Store, StoreCredential);
            options = Sandbox ? SandboxConnection.Options(Request(), SandboxOption) : Request().Resolve(Local.Variable);
        }
        catch (CxException exception)
        {
            if (former is not null)
            {
                WriteWarning(ConnectionCmdletMessages.FormerInUse(former.ToString()));
            }

            ThrowTerminatingError(ErrorRecords.From(exception, null));
            throw;
        }

        CxConnection? connection = null;
        Run(async (pipeline, token) =>
        {
            ICxStore? opened = null;
            try
            {
                if (store is not null)
                {
                    opened = await StoreConnection.OpenAsync(store, token).ConfigureAwait(false);
                    options = options with { Store = opened, HiddenTexts = StoreConnection.Secrets(store) };
                }

                connection = await CxConnector.ConnectAsync(options, pipeline, token).ConfigureAwait(false);
                opened = null;
            }
            catch (CxException) when (former is not null)
            {
                pipeline.Warning(ConnectionCmdletMessages.FormerInUse(former.ToString()));
                throw;
            }
            finally
            {
                opened?.Dispose();
            }
        });
        if (connection is null)
        {
            return;
        }

        if (former is { IsSandbox: true } && connection.IsSandbox)
        {
            WriteWarning(ConnectionCmdletMessages.SandboxReplaced);
        }

        ConnectionStore.Current = connection;
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private CxConnectRequest Request() => new()
    {
        Credential = Credentials.From(this, Credential, ClientId, ClientSecret, AccessKey),
        ClientCredential = Credentials.From(ClientCredential),
        ApiVersion = ApiVersion,
        BaseUri = BaseUri,
        OrganizationId = OrganizationId,
        Domain = Domain,
        Region = Region,
        AccessKey = AccessKey,
        Area = Area,
        AllowedHosts = AllowHost,
        TokenPath = TokenPath,
        Scope = Scope,
        AuditPath = AuditPath is null ? AuditPathResolver.OfEnvironment(this) : FileSystemPath.Resolve(this, AuditPath, nameof(AuditPath)),
        Origin = Local.Origin,
        Requests = new CxRequestOptions
        {
            RequestsPerMinute = RequestsPerMinute > 0
                ? RequestsPerMinute
                : Sandbox ? SandboxConnection.RequestsPerMinute : new CxRequestOptions().RequestsPerMinute,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
        },
    };
}
