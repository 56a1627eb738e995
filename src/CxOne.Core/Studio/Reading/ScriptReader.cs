using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;

namespace CxOne.Studio.Reading;

/// <summary>
/// Reads a script from any form that is in use: the JSON of the tenant's API, of the web editor's export and of its commits to GitHub, with
/// or without their wrapper; the module's own files; the XML of Desktop Studio and of its clipboard. Members that are missing or of the
/// wrong kind are passed over with a note; only what holds no actions at all is an error.
/// </summary>
public static class ScriptReader
{
    /// <summary>The largest file that is read: 64 MB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    internal const int MaxDepth = 64;
    private const string ClipboardMark = "INCONTROL.NET-COPYCUTCOMMAND";
    private const int DeepestWrapper = 3;

    /// <summary>Reads a script.</summary>
    /// <param name="content">The file's bytes: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="fileName">Name of the file, for messages; without folder and extension it is the name of a script that has
    /// none.</param>
    /// <param name="catalogue">Names the properties of XML, which stores them by place. The default is the built-in catalogue.</param>
    /// <exception cref="CxException">The file is no script, damaged beyond reading, or too large (<c>ScriptUnreadable</c>).</exception>
    public static StudioScript Read(ReadOnlyMemory<byte> content, string fileName, ActionCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        if (content.Length > MaxBytes)
        {
            throw Unreadable(fileName, StudioMessages.FileTooLarge(content.Length, MaxBytes));
        }

        return Read(Utf8Text.WithoutMark(content), fileName, catalogue ?? ActionCatalogue.BuiltIn, 0);
    }

    /// <summary>Reads a script from a text.</summary>
    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string, ActionCatalogue?)"/>
    public static StudioScript Read(string content, string fileName, ActionCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Read(Encoding.UTF8.GetBytes(content), fileName, catalogue);
    }

    internal static CxException Unreadable(string fileName, string reason, Exception? cause = null)
        => new(CxErrors.ScriptUnreadable, StudioMessages.Unreadable(fileName, reason), fileName, cause);

    private static StudioScript Read(ReadOnlyMemory<byte> content, string fileName, ActionCatalogue catalogue, int depth)
    {
        content = WithoutClipboardMark(content);
        return FirstCharacter(content.Span) switch
        {
            '<' => ScriptXmlReader.Read(content, fileName, catalogue),
            '{' or '[' => ReadJson(content, fileName, catalogue, depth),
            null => throw Unreadable(fileName, StudioMessages.FileEmpty),
            _ => throw Unreadable(fileName, StudioMessages.NeitherJsonNorXml),
        };
    }

    private static StudioScript ReadJson(ReadOnlyMemory<byte> content, string fileName, ActionCatalogue catalogue, int depth)
    {
        try
        {
            using var document = JsonDocument.Parse(
                content,
                new JsonDocumentOptions { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Unreadable(fileName, StudioMessages.RootIsNoObject);
            }

            if (root.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String)
            {
                return ScriptFileReader.Read(root, format.GetString()!, fileName);
            }

            if (root.TryGetProperty("scriptContent", out var wrapped))
            {
                // Neither JSON nor XML is valid base64.
                return wrapped.ValueKind != JsonValueKind.String ? ScriptJsonReader.Read(wrapped, fileName)
                    : wrapped.GetString() is { Length: > 0 } && wrapped.TryGetBytesFromBase64(out var encoded)
                        ? ReadNested(encoded, fileName, catalogue, depth)
                        : ReadNested(Encoding.UTF8.GetBytes(wrapped.GetString()!), fileName, catalogue, depth);
            }

            return !root.TryGetProperty("actions", out _)
                && root.TryGetProperty("body", out var body)
                && body.ValueKind == JsonValueKind.String
                && body.TryGetBytesFromBase64(out var decoded)
                    ? ReadNested(decoded, fileName, catalogue, depth)
                    : ScriptJsonReader.Read(root, fileName);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text with a lone surrogate is read as JSON, and fails when its value is taken.
            throw Unreadable(fileName, StudioMessages.NotJson(JsonFault.Reason(exception)), exception);
        }
    }

    private static StudioScript ReadNested(ReadOnlyMemory<byte> content, string fileName, ActionCatalogue catalogue, int depth)
        => depth < DeepestWrapper
            ? Read(Utf8Text.WithoutMark(content), fileName, catalogue, depth + 1)
            : throw Unreadable(fileName, StudioMessages.RootIsNoObject);

    private static ReadOnlyMemory<byte> WithoutClipboardMark(ReadOnlyMemory<byte> content)
    {
        var mark = Encoding.ASCII.GetBytes(ClipboardMark);
        if (!content.Span.StartsWith(mark))
        {
            return content;
        }

        var line = content.Span.IndexOf((byte)'<');
        return line < 0 ? ReadOnlyMemory<byte>.Empty : content[line..];
    }

    private static char? FirstCharacter(ReadOnlySpan<byte> content)
    {
        var trimmed = content.TrimStart(" \t\r\n"u8);
        return trimmed.IsEmpty ? null : (char)trimmed[0];
    }
}
