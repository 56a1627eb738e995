using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Studio;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>
/// The lock file of a folder of scripts: for each script the tenant's state that its file was written from. It tells a file that a person
/// has edited from one that only lags behind the tenant. It is immutable; the same content gives the same bytes on every machine.
/// </summary>
internal sealed class ScriptLockFile
{
    /// <summary>The name of the file, at the root of the folder.</summary>
    public const string FileName = "cxone.lock.json";

    /// <summary>The name and version of the format, the first member of the file.</summary>
    public const string Format = "cxone-lock/1";

    private const string FormatMember = "format";
    private const string ScriptsMember = "scripts";
    private const string PromptsMember = "prompts";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private ScriptLockFile()
    {
    }

    /// <summary>Excludes other sessions of this process between the read of a lock file and its write.</summary>
    public static Lock Writing { get; } = new();

    /// <summary>A lock file without entries.</summary>
    public static ScriptLockFile Empty { get; } = new();

    /// <summary>The scripts by name.</summary>
    public ScriptLockSection Scripts { get; private init; } = ScriptLockSection.Empty;

    /// <summary>The prompt files by their path on the tenant.</summary>
    public ScriptLockSection Prompts { get; private init; } = ScriptLockSection.Empty;

    /// <summary>The other sections of the file. They are kept.</summary>
    private IReadOnlyDictionary<string, JsonElement> Others { get; init; } = StudioScript.NoMembers;

    /// <summary>Reads a lock file.</summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="CxException">The file is damaged, or of another format (<c>ScriptLockFileInvalid</c>).</exception>
    public static ScriptLockFile Read(byte[] json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(Utf8Text.WithoutMark(json));
            var root = document.RootElement;
            return JsonValues.Text(JsonValues.Member(root, FormatMember)) is not Format
                ? throw new JsonException(ScriptMessages.LockFormatUnknown(Format))
                : new ScriptLockFile
                {
                    Scripts = Section(root, ScriptsMember),
                    Prompts = Section(root, PromptsMember),
                    Others = JsonValues.Except(root, FormatMember, ScriptsMember, PromptsMember),
                };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text with a lone surrogate is read as JSON, and fails when its value is taken.
            throw new CxException(
                CxErrors.ScriptLockFileInvalid, ScriptMessages.LockFileInvalid(source, JsonFault.Reason(exception)), source, exception);
        }
    }

    /// <summary>Finds the entry of a script.</summary>
    /// <param name="scriptName">The name with its folder. Case is ignored.</param>
    /// <returns>The entry, or <see langword="null"/>.</returns>
    public ScriptLockEntry? Find(string scriptName) => Scripts.Find(scriptName);

    /// <summary>Returns a copy in which a script has an entry; a former one is replaced, and its unknown members are kept.</summary>
    /// <param name="scriptName">The name with its folder, in the tenant's spelling.</param>
    /// <param name="entry">The entry.</param>
    public ScriptLockFile With(string scriptName, ScriptLockEntry entry)
        => new() { Scripts = Scripts.With(scriptName, entry), Prompts = Prompts, Others = Others };

    /// <summary>Returns a copy in which a prompt file has an entry.</summary>
    /// <param name="path">The path on the tenant.</param>
    /// <param name="entry">The entry; its fingerprint is that of the file's bytes.</param>
    public ScriptLockFile WithPrompt(string path, ScriptLockEntry entry)
        => new() { Scripts = Scripts, Prompts = Prompts.With(path, entry), Others = Others };

    /// <summary>Writes the file: UTF-8 without a byte order mark, line feeds, two spaces, entries in order of their names.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString(FormatMember, Format);
            ScriptJson.WriteMembers(writer, Others);
            if (!Prompts.Entries.IsEmpty)
            {
                Prompts.Write(writer, PromptsMember);
            }

            Scripts.Write(writer, ScriptsMember);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static ScriptLockSection Section(JsonElement root, string name)
        => JsonValues.Member(root, name) is { } section ? ScriptLockSection.Read(section, name) : ScriptLockSection.Empty;
}
