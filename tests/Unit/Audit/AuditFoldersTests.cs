using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Tests.Audit;

public sealed class AuditFoldersTests
{
    [Fact]
    public void What_was_given_comes_before_the_variable_and_that_before_the_place_of_the_operating_system()
    {
        (string, string)[] all = [("CXONE_AUDIT_PATH", "/from/variable"), ("HOME", "/home/me"), ("LOCALAPPDATA", "/home/me")];

        Assert.Equal(Path.GetFullPath("/given"), Resolve("/given", all));
        Assert.Equal(Path.GetFullPath("/from/variable"), Resolve(null, all));
        Assert.Equal(Path.GetFullPath("/from/variable"), Resolve(" ", all));
        Assert.StartsWith(Path.GetFullPath("/home/me"), Resolve(null, all[1..]), StringComparison.Ordinal);
        Assert.StartsWith(Path.GetFullPath("/home/me"), Resolve(null, [("CXONE_AUDIT_PATH", ""), .. all[1..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void On_linux_the_state_folder_is_that_of_the_desktop_standard()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/state/cxone/audit", Resolve(null, ("XDG_STATE_HOME", "/state"), ("HOME", "/home/me")));
            Assert.Equal("/home/me/.local/state/cxone/audit", Resolve(null, ("HOME", "/home/me")));
            Assert.Equal("/home/me/.local/state/cxone/audit", Resolve(null, ("XDG_STATE_HOME", " "), ("HOME", "/home/me")));
        }
    }

    [Fact]
    public void A_relative_folder_becomes_a_whole_one()
        => Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), "audit"), Resolve("audit"));

    [Fact]
    public void Without_any_place_the_error_says_how_to_name_one()
    {
        var error = Assert.Throws<CxException>(() => Resolve(null));

        Assert.Equal("AuditWriteFailed", error.ErrorId);
        Assert.Contains("CXONE_AUDIT_PATH", error.Message, StringComparison.Ordinal);
        Assert.Contains("AuditPath", error.Message, StringComparison.Ordinal);
    }

    private static string Resolve(string? given, params (string Name, string Value)[] environment)
        => AuditFolders.Resolve(
            given, name => environment.Where(variable => variable.Name == name).Select(variable => variable.Value).SingleOrDefault());
}
