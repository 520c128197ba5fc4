package dev.gatehouse.client;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What to make a file or directory with, so that nobody but this user can open it, ever. */
final class OwnerOnly {
  private OwnerOnly() {}

  static FileAttribute<?> file(Path path) throws IOException {
    return of(path, "rw-------");
  }

  static FileAttribute<?> directory(Path path) throws IOException {
    return of(path, "rwx------");
  }

  private static FileAttribute<?> of(Path path, String permissions) throws IOException {
    Set<String> views = path.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix")) {
      return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
    if (views.contains("acl")) {
      return new OnlyEntry(List.of(everything(me(path))));
    }
    throw new IOException(
        "tokens cannot be kept at "
            + path
            + ": its file system has no permissions, so others could read them");
  }

  private static UserPrincipal me(Path path) throws IOException {
    return path.getFileSystem()
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static AclEntry everything(UserPrincipal user) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(user)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }

  private record OnlyEntry(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {
    @Override
    public String name() {
      return "acl:acl";
    }
  }
}
