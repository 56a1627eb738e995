using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CxOne.Studio.Reading;

namespace CxOne.Published;

/// <summary>A section of the lock file: entries by the name of their object. It is immutable.</summary>
internal sealed class ScriptLockSection
{
    private const string FileMember = "file";
    private const string MasterIdMember = "masterId";
    private const string ModifyDateMember = "modifyDate";
    private const string HashMember = "hash";
    private const string PublishedFromMember = "publishedFrom";

    private ScriptLockSection(ImmutableSortedDictionary<string, ScriptLockEntry> entries, ImmutableDictionary<string, string> spellings)
    {
        Entries = entries;
        Spellings = spellings;
    }

    /// <summary>A section without entries.</summary>
    public static ScriptLockSection Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, ScriptLockEntry>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The entries in the order of the file.</summary>
    public ImmutableSortedDictionary<string, ScriptLockEntry> Entries { get; }

    /// <summary>The spelling of each name, found in any case.</summary>
    private ImmutableDictionary<string, string> Spellings { get; }

    /// <summary>Reads a section.</summary>
    /// <exception cref="JsonException">The section or an entry of it is damaged; the message says which.</exception>
    public static ScriptLockSection Read(JsonElement json, string section)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(ScriptMessages.LockSectionNoObject(section));
        }

        var entries = Empty.Entries.ToBuilder();
        var spellings = Empty.Spellings.ToBuilder();
        foreach (var member in json.EnumerateObject())
        {
            if (entries.ContainsKey(member.Name))
            {
                // A merge of two branches can leave both entries; neither may win by its place.
                throw new JsonException(ScriptMessages.LockEntryTwice(member.Name));
            }

            entries.Add(member.Name, ReadEntry(member.Name, member.Value));
            spellings[member.Name] = member.Name;
        }

        return new ScriptLockSection(entries.ToImmutable(), spellings.ToImmutable());
    }

    /// <summary>Finds an entry: by the exact name, else by the name in another case.</summary>
    public ScriptLockEntry? Find(string name)
        => Entries.TryGetValue(name, out var exact) ? exact
            : Spellings.TryGetValue(name, out var spelling) ? Entries[spelling]
            : null;

    /// <summary>
    /// Returns a copy with an entry. It replaces the one of the name, or, if the name has none, that of the same file in another spelling.
    /// </summary>
    public ScriptLockSection With(string name, ScriptLockEntry entry)
    {
        var former = Find(name);
        var entries = Entries;
        if (former is not null
            && !entries.ContainsKey(name)
            && Spellings[name] is var spelling
            && former.File.Equals(entry.File, StringComparison.OrdinalIgnoreCase))
        {
            entries = entries.Remove(spelling);
        }

        var kept = entry.Unknown.Count == 0 && former is not null ? entry with { Unknown = former.Unknown } : entry;

        // The key is removed first, so that it takes the new spelling.
        return new ScriptLockSection(entries.SetItem(name, kept), Spellings.Remove(name).Add(name, name));
    }

    public void Write(Utf8JsonWriter writer, string section)
    {
        writer.WriteStartObject(section);
        foreach (var (name, entry) in Entries)
        {
            writer.WriteStartObject(name);
            writer.WriteString(FileMember, entry.File);
            if (entry.MasterId is { } id)
            {
                writer.WriteNumber(MasterIdMember, id);
            }

            if (entry.ModifyDate is { } date)
            {
                writer.WriteString(
                    ModifyDateMember, date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
            }

            writer.WriteString(HashMember, entry.Hash);
            if (!entry.PublishedFrom.IsEmpty)
            {
                WriteVersions(writer, entry.PublishedFrom);
            }

            ScriptJson.WriteMembers(writer, entry.Unknown);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter writer, ImmutableSortedDictionary<string, ScriptLockVersion> versions)
    {
        writer.WriteStartObject(PublishedFromMember);
        foreach (var (file, version) in versions)
        {
            writer.WriteStartObject(file);
            if (version.MasterId is { } id)
            {
                writer.WriteNumber(MasterIdMember, id);
            }

            writer.WriteString(HashMember, version.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ScriptLockEntry ReadEntry(string name, JsonElement json)
    {
        var file = JsonValues.Text(JsonValues.Member(json, FileMember));
        var hash = JsonValues.Text(JsonValues.Member(json, HashMember));
        if (string.IsNullOrEmpty(file) || string.IsNullOrEmpty(hash))
        {
            throw new JsonException(ScriptMessages.LockEntryIncomplete(name));
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var date = JsonValues.Text(JsonValues.Member(json, ModifyDateMember));
        return new ScriptLockEntry
        {
            File = file,
            MasterId = JsonValues.Whole(JsonValues.Member(json, MasterIdMember)),
            ModifyDate = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, Styles, out var time) ? time : null,
            Hash = hash,
            PublishedFrom = ReadVersions(name, JsonValues.Member(json, PublishedFromMember)),
            Unknown = JsonValues.Except(json, FileMember, MasterIdMember, ModifyDateMember, HashMember, PublishedFromMember),
        };
    }

    private static ImmutableSortedDictionary<string, ScriptLockVersion> ReadVersions(string name, JsonElement? json)
    {
        if (json is not { } versions)
        {
            return ScriptLockEntry.NoFiles;
        }

        if (versions.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(ScriptMessages.LockEntryNoVersions(name));
        }

        var read = ScriptLockEntry.NoFiles.ToBuilder();
        foreach (var member in versions.EnumerateObject())
        {
            // Two versions of a file are the rest of a merge, like two entries of a script.
            var hash = JsonValues.Text(JsonValues.Member(member.Value, HashMember));
            if (string.IsNullOrEmpty(hash) || read.ContainsKey(member.Name))
            {
                throw new JsonException(ScriptMessages.LockEntryNoVersions(name));
            }

            read.Add(member.Name, new ScriptLockVersion(JsonValues.Whole(JsonValues.Member(member.Value, MasterIdMember)), hash));
        }

        return read.ToImmutable();
    }
}
