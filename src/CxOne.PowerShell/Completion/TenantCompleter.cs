using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CxOne.Completion;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Completion;

/// <summary>
/// Completes values of the connected tenant. It waits at most 200 ms, requests no token, and returns nothing without a connection.
/// </summary>
internal abstract class TenantCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private readonly TenantItemKind _kind;

    private protected TenantCompleter(TenantItemKind kind) => _kind = kind;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var given = fakeBoundParameters?["Connection"];
        var connection = (given is PSObject wrapped ? wrapped.BaseObject : given) as CxConnection ?? ConnectionStore.Current;
        return connection is null
            ? []
            : CompletionText.Matching(
                wordToComplete,
                TenantItems.Get(connection, _kind, Patience, TimeProvider.System).Select(item => (item.Value, item.Description)));
    }
}
