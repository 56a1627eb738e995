using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CxOne.Completion;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes from what the connected tenant has: within a quarter of a second, silent without a connection, never by a login.</summary>
public abstract class TenantCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private readonly int _kind;

    // A number and not the enumeration: a field of a type of Core's would be needed before the module can say where Core is.
    private protected TenantCompleter(int kind) => _kind = kind;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var given = fakeBoundParameters?["Connection"];
        var connection = (given is PSObject wrapped ? wrapped.BaseObject : given) as CxConnection ?? ConnectionStore.Current;
        return connection is null
            ? []
            : CompletionText.Matching(wordToComplete, TenantItems.Get(connection, (TenantItemKind)_kind, Patience, TimeProvider.System).Select(item => (item.Value, item.Description)));
    }
}
