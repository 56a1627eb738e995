using System.Management.Automation;
using System.Runtime.CompilerServices;
using CxOne.Audit;

namespace CxOne.PowerShell.Audit;

/// <summary>
/// Takes a copy of an audit record, such as Import-Clixml and ConvertFrom-Json give. Only its id counts: the record itself is read from the
/// log again, because the chain of the log says nothing about a copy.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AuditRecordInputAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<AuditRecord, string> Logs = [];

    public static bool IsCopy(AuditRecord record) => Logs.TryGetValue(record, out _);

    /// <summary>The log's file that a copy was read from before it was copied; empty where it does not tell.</summary>
    public static string Log(AuditRecord record) => Logs.TryGetValue(record, out var path) ? path : string.Empty;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is not PSObject { BaseObject: PSCustomObject } item
            || Text(item, nameof(AuditRecord.AuditId)) is not { Length: > 0 } id
            || Text(item, nameof(AuditRecord.PreviousHash)) is null)
        {
            return inputData;
        }

        var copy = new AuditRecord
        {
            AuditId = id, Sequence = 0, Timestamp = default, Action = string.Empty, Outcome = string.Empty, PreviousHash = string.Empty
        };
        Logs.Add(copy, Text(item, nameof(AuditRecord.LogPath)) ?? string.Empty);
        return copy;
    }

    private static string? Text(PSObject item, string name)
        => item.Properties[name]?.Value is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;
}
