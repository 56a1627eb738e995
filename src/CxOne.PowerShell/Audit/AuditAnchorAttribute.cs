using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.PowerShell.Audit;

/// <summary>
/// Takes anchors as objects of Export-CxAuditAnchor, as copies of them such as ConvertFrom-Json gives, or as paths of their files.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AuditAnchorAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return bare is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(item => Read(engineIntrinsics, item)).ToArray()
            : Read(engineIntrinsics, inputData);
    }

    private static object? Read(EngineIntrinsics engine, object? item)
    {
        var bare = item is PSObject wrapped ? wrapped.BaseObject : item;
        return bare switch
        {
            AuditAnchor => bare,
            string path => OfFile(engine, path),
            FileInfo file => OfFile(engine, file.FullName),
            PSCustomObject => OfCopy((PSObject)item!),
            _ => item,
        };
    }

    private static AuditAnchor OfFile(EngineIntrinsics engine, string path)
    {
        try
        {
            var full = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            return AuditAnchor.Parse(File.ReadAllText(full), full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SessionStateException
            or ProviderInvocationException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                TerminalText.Message(AuditCmdletMessages.AnchorUnreadable(path, exception.Message)), exception);
        }
        catch (CxException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    private static object OfCopy(PSObject copy)
        => copy.Properties[nameof(AuditAnchor.Sequence)]?.Value is { } sequence
            && copy.Properties[nameof(AuditAnchor.Hash)]?.Value is string hash
            && long.TryParse(Convert.ToString(sequence, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
            ? new AuditAnchor { Sequence = number, Hash = hash, Log = copy.Properties[nameof(AuditAnchor.Log)]?.Value as string }
            : copy;
}
