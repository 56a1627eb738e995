using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Stores;

namespace CxOne.PowerShell.Stores;

/// <summary>Creates schema, functions and roles of a store, or brings them up to date.</summary>
[ApiFamily]
[Cmdlet(VerbsData.Initialize, "CxStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(string))]
public sealed class InitializeCxStoreCommand : CxCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? StoreCredential { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var options = Guard(() => StoreConnection.Options(Store, StoreCredential));
        if (options is not null)
        {
            _ = Guard(() => StoreConnection.Secrets(options));
        }

        if (!ShouldProcess(StoreCmdletMessages.InitializeTarget, StoreCmdletMessages.InitializeAction))
        {
            if (IsWhatIf)
            {
                // For the administrator who reads it, or runs it with another program.
                WriteObject(StoreConnection.Script());
            }

            return;
        }

        options ??= Guard<CxStoreOptions>(() => throw new CxValidationException([StoreCmdletMessages.StoreMissing]));
        Run(async (pipeline, token) =>
        {
            var name = await StoreConnection.InitializeAsync(options, token).ConfigureAwait(false);
            pipeline.Show(StoreCmdletMessages.Initialized(name));
        });
    }
}
